package main

func main() {
	server.ServeStdio(s)
}
