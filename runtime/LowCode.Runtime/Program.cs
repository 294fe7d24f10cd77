using LowCode.Runtime;

var builder = WebApplication.CreateBuilder(args);
builder.AddLowCodeUi();
var app = builder.Build();
app.MapLowCodeUi();
app.MapGet("/health", () => "ok");
app.Run();
