module github.com/acme/tides/v2

go 1.24.1

require github.com/mark3labs/mcp-go v0.41.0
