const transport = new StreamableHTTPServerTransport({});
app.listen(4000);
