import http from 'node:http'
import { word } from 'greeting'

const greet = (name: string) => `${word}, ${name}`

// It installs no handler for SIGTERM: stopping it is the init's part.
http
  .createServer((request, response) => {
    const isKnown = request.url === '/health'
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isKnown ? { status: 'healthy', greeting: greet('image') } : {}))
  })
  .listen(Number(process.env.SERVER_PORT), process.env.SERVER_HOST)
