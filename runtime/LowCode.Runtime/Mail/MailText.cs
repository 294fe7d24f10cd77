using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace LowCode.Runtime.Mail;

/// <summary>One thing that a mail says. <paramref name="Note"/> "" and <paramref name="Url"/> null: none.</summary>
public sealed record MailItem(string Sentence, string Note, string? Url);

/// <summary>The words around the things that a mail says.</summary>
public sealed record MailFrame(string Subject, string Lead, string Open, string Foot, string? FootUrl, string FootLink);

/// <summary>Makes a mail of plain text and HTML. Whatever people typed is escaped, and a header never gets a second line.</summary>
public static class MailText
{
    private const int LongestSubject = 140;

    public static MailMessage Make(MailAddress from, MailAddress to, MailFrame frame, IReadOnlyList<MailItem> items)
    {
        var mail = new MailMessage(from, to) { Subject = Line(frame.Subject, LongestSubject), SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        mail.AlternateViews.Add(Part(Plain(frame, items), MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(Part(Html(frame, items), MediaTypeNames.Text.Html));
        // Out-of-office replies to a program help nobody.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        return mail;
    }

    /// <summary>A text as one line without control characters, cut to this length.</summary>
    public static string Line(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            var plain = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format ? new Rune(' ') : rune;
            if (plain.Value == ' ' && (line.Length == 0 || line[^1] == ' '))
                continue;
            if (line.Length + plain.Utf16SequenceLength > longest)
                return line.Append('…').ToString();
            line.Append(plain.ToString());
        }
        return line.ToString().TrimEnd();
    }

    private static AlternateView Part(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    private static string Plain(MailFrame frame, IReadOnlyList<MailItem> items)
    {
        var text = new StringBuilder();
        if (frame.Lead.Length > 0)
            text.AppendLine(frame.Lead).AppendLine();
        foreach (var item in items)
        {
            text.AppendLine(item.Sentence);
            if (item.Note.Length > 0)
                text.AppendLine(item.Note);
            if (item.Url is not null)
                text.AppendLine(item.Url);
            text.AppendLine();
        }
        text.AppendLine("-- ").AppendLine(frame.Foot);
        if (frame.FootUrl is not null)
            text.Append(frame.FootLink).Append(": ").AppendLine(frame.FootUrl);
        return text.ToString();
    }

    // Mail programs know little CSS: tables and styles on the elements, no images, nothing to load.
    private static string Html(MailFrame frame, IReadOnlyList<MailItem> items)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html><html lang="{CultureInfo.CurrentUICulture.Name}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Escape(frame.Subject)}</title></head>
            <body style="margin:0;padding:24px 12px;background:#f4f5f8;color:#1d2230;font:15px/1.6 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px">
            """);
        if (frame.Lead.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:0 4px 12px;color:#5a6275">{Escape(frame.Lead)}</td></tr>""");
        foreach (var item in items)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:16px 20px;background:#ffffff;border:1px solid #e3e6ec;border-radius:10px"><div style="font-weight:600;word-break:break-word">{Escape(item.Sentence)}</div>""");
            if (item.Note.Length > 0)
                html.Append(CultureInfo.InvariantCulture, $"""<div style="color:#5a6275;word-break:break-word">{Escape(item.Note)}</div>""");
            if (item.Url is not null)
                html.Append(CultureInfo.InvariantCulture, $"""<div style="padding-top:10px"><a href="{Escape(item.Url)}" style="display:inline-block;padding:6px 16px;border-radius:6px;background:#3d5af1;color:#ffffff;text-decoration:none">{Escape(frame.Open)}</a></div>""");
            html.Append("""</td></tr><tr><td height="10"></td></tr>""");
        }
        html.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:8px 4px;color:#6b7385;font-size:12px">{Escape(frame.Foot)}""");
        if (frame.FootUrl is not null)
            html.Append(CultureInfo.InvariantCulture, $""" <a href="{Escape(frame.FootUrl)}" style="color:#6b7385">{Escape(frame.FootLink)}</a>""");
        return html.Append("</td></tr></table></td></tr></table></body></html>").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
