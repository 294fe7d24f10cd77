using LowCode.Expressions;
using LowCode.Forms;
using LowCode.Records;
using LowCode.Ui.Account;
using LowCode.Ui.Localization;

namespace LowCode.Ui.Records.Boards;

/// <summary>Opens moves of records for boards and calendars, as the person who looks.</summary>
public sealed class RecordMoves(RecordReader reader, FormEvaluator evaluator, RecordSaver saver, CurrentCaller current, Texts texts)
{
    /// <summary>Begins to set fields of a record that was seen at this version; refused when the record isn't there any more.</summary>
    public Outcome<CardMove> Begin(Form form, long id, long version, params (Field Field, Value Value)[] wanted)
    {
        var before = reader.Get(current.Caller, form.Key, id);
        return before.Ok
            ? new CardMove(before.Value.Values, version, at => new RecordEditing(evaluator, saver, current, texts, form, id, at), wanted.ToDictionary(each => each.Field.Position, each => each.Value))
            : before.Refusal!;
    }
}
