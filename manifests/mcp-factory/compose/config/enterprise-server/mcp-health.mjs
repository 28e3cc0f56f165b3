#!/usr/bin/env node
// mcp-health: is this MCP server fit to serve? An exec probe in one file (Node >= 18, no dependencies).
//
// An open port or a green /status proves nothing: a bridge stays "healthy" in front of a dead server, and another service
// may have taken the port. So this speaks MCP: it lists the tools and, with --tool, calls the server's own health tool.
// Exit 0 healthy or degraded, 1 unhealthy, 2 usage; exactly one line on standard output. mcp-health.py is its twin: the
// two behave alike, change both. Environment proxies and redirects are never followed: a probe speaks to its own pod.
import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'

const USAGE = 'mcp-health URL [--transport http|sse|websocket] [--tool NAME] [--expect-tool NAME]... [--timeout SECONDS] ' +
  '[--auth-file PATH | --auth-env NAME] [--auth-header NAME] [--auth-prefix TEXT]'
const MODERN = '2026-07-28', LEGACY = '2025-11-25', LIMIT = 1 << 20, PAGES = 64
const CLIENT = { name: 'mcp-health', version: '1' }
const GOOD = ['ok', 'healthy', 'pass', 'up']

class Usage extends Error {}
class Unhealthy extends Error {}
const usage = text => { throw new Usage(text) }
const unhealthy = text => { throw new Unhealthy(text) }
const isObject = v => v !== null && typeof v === 'object' && !Array.isArray(v)

function parseArgs(argv) {
  const o = { transport: 'http', timeout: '4', 'auth-header': 'Authorization', 'auth-prefix': 'Bearer ' }
  const known = [...Object.keys(o), 'tool', 'auth-file', 'auth-env'], expect = [], words = [], rest = [...argv]
  while (rest.length) {
    const word = rest.shift()
    if (!word.startsWith('--')) { words.push(word); continue }
    const eq = word.indexOf('='), name = word.slice(2, eq < 0 ? undefined : eq)
    if (name !== 'expect-tool' && !known.includes(name)) usage(`unknown option --${name}`)
    if (eq < 0 && !rest.length) usage(`--${name} needs a value`)
    const value = eq < 0 ? rest.shift() : word.slice(eq + 1)
    if (name === 'expect-tool') expect.push(value)
    else o[name] = value
  }
  if (words.length !== 1) usage('exactly one URL is needed')
  if (!['http', 'sse', 'websocket'].includes(o.transport)) usage('--transport is http, sse or websocket')
  let url = { protocol: '' }
  try { url = new URL(words[0]) } catch { /* the next check says it */ }
  const schemes = o.transport === 'websocket' ? ['ws', 'wss', 'http', 'https'] : ['http', 'https']
  if (!schemes.includes(url.protocol.slice(0, -1)) || !url.hostname) usage(`the URL must be ${schemes.join(' or ')}`)
  if (url.username || url.password || /:\/\/[^/]*@/.test(words[0]) || !/^[!-~]+$/.test(words[0])) usage('the URL must be plain, without credentials')
  for (const n of [...expect, o.tool ?? 'x']) if (!/^[!-~]+$/.test(n)) usage('tool names are printable ASCII without spaces')
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(o.timeout) || !(o.timeout >= 0.1 && o.timeout <= 300)) usage('--timeout is 0.1 to 300 seconds')
  let secret = ''
  const file = o['auth-file'], env = o['auth-env']
  if (file !== undefined && env !== undefined) usage('--auth-file or --auth-env, not both')
  if (file !== undefined) try { secret = fs.readFileSync(file, 'utf8').trim() } catch { usage('cannot read the --auth-file') }
  if (env !== undefined) secret = (process.env[env] ?? '').trim()
  const auth = {}
  if (file !== undefined || env !== undefined) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(o['auth-header'])) usage('--auth-header is not a header name')
    if (!secret || !/^[ -~]*$/.test(o['auth-prefix'] + secret)) usage('the credential is empty or not printable ASCII')
    auth[o['auth-header']] = o['auth-prefix'] + secret
  }
  if (o.tool) expect.push(o.tool)
  return { url, transport: o.transport, tool: o.tool, expect, timeout: Number(o.timeout), auth, secret }
}

const parseJson = text => { try { return JSON.parse(text) } catch { return null } }

/** The JSON-RPC response to request `id`, if that is what this is (a stream also carries notifications). */
function replyIn(value, id) {
  const ok = isObject(value) && value.jsonrpc === '2.0' && !('method' in value) && ('result' in value) !== ('error' in value)
  return ok && (value.id === id || ('error' in value && [undefined, null, 'server-error'].includes(value.id))) ? value : null
}

const refusal = (method, error) => `${method} answers error ${Number.isInteger(error?.code) ? error.code : '?'}` +
  (error?.message && typeof error.message === 'string' ? `: ${error.message}` : '')

/** The bytes of an answer. The limit is on all of it: an endless body ends here. */
async function* limited(answer) {
  let total = 0
  for await (const chunk of answer) {
    if ((total += chunk.length) > LIMIT) unhealthy('the answer is larger than 1 MiB')
    yield chunk
  }
}

async function* sseEvents(answer) {
  const decoder = new TextDecoder()
  let buffer = ''
  for await (const chunk of limited(answer)) {
    buffer += decoder.decode(chunk, { stream: true })
    for (let m; (m = /\r\n\r\n|\n\n|\r\r/.exec(buffer));) {
      const fields = buffer.slice(0, m.index).split(/\r\n|\n|\r/).map(line => line.split(/:(.*)/s, 2))
      buffer = buffer.slice(m.index + m[0].length)
      const get = name => fields.filter(f => f[0] === name).map(f => (f[1] ?? '').replace(/^ /, ''))
      yield { event: get('event').pop() ?? 'message', data: get('data').join('\n') }
    }
  }
}

async function answerOn(events, id) {
  for (let next; !(next = await events.next()).done;) {
    const reply = replyIn(parseJson(next.value.data), id)
    if (reply) return reply
  }
  return null
}

/** What the three transports share. */
class Peer {
  doing = 'connecting'; ids = 0; closing = false; notes = []; pending = Promise.resolve()
  constructor(opts) { this.o = opts }

  /** Send a request, settle with its answer's head. An own agent: the global one may be set to use a proxy. */
  request(method, headers, body, url = this.o.url, upgrade = false) {
    const module = /^(https|wss):/.test(url.protocol) ? https : http
    return new Promise((resolve, reject) => {
      const request = module.request({
        method, headers: { 'User-Agent': 'mcp-health', 'Accept-Encoding': 'identity', Connection: 'close', ...headers, ...this.o.auth },
        agent: false, autoSelectFamily: true,
        hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port || undefined, path: url.pathname + url.search,
      }, resolve)
      request.on('error', reject)
      if (upgrade) request.on('upgrade', (answer, socket, head) => resolve(Object.assign(answer, { upgraded: socket, head })))
      request.end(body)
    })
  }

  envelope(method, params, notify) {
    this.doing = method
    if (!notify) this.ids++
    return { jsonrpc: '2.0', method, ...(notify ? {} : { id: this.ids }), ...(params ? { params } : {}) }
  }

  /** The result of a request; anything but a result is unhealthy. */
  async ask(method, params) {
    const reply = await this.exchange(method, params)
    if ('error' in reply) unhealthy(refusal(method, reply.error))
    if (!isObject(reply.result)) unhealthy(`${method} answers no object`)
    return reply.result
  }

  async handshake(version) {
    const result = await this.ask('initialize', { protocolVersion: version, capabilities: {}, clientInfo: CLIENT })
    this.version = String(result.protocolVersion)
    if (!/^\d{4}-\d\d-\d\d$/.test(this.version)) unhealthy('initialize answers no protocol version')
    await this.exchange('notifications/initialized', undefined, true)
    return { version: this.version, info: result.serverInfo }
  }

  async end() {}
}

class Http extends Peer {
  version = MODERN; session = null; sessions = []

  headers(session) {
    return {
      'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', 'MCP-Protocol-Version': this.version,
      ...(session ? { 'Mcp-Session-Id': session } : {}),
    }
  }

  /** One connection a request: an answer may be a stream that stays open. */
  async post(method, params, notify = false) {
    const message = this.envelope(method, params, notify), headers = this.headers(this.session)
    if (this.version === MODERN) {
      message.params = {
        ...params,
        _meta: {
          'io.modelcontextprotocol/protocolVersion': MODERN, 'io.modelcontextprotocol/clientInfo': CLIENT,
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      }
      headers['Mcp-Method'] = method
      if (method === 'tools/call') headers['Mcp-Name'] = params.name
    } else if (method === 'initialize') delete headers['MCP-Protocol-Version']
    // Once the clock has run out no request may start: it could open a session nobody ends.
    if (this.closing) unhealthy('stopped')
    const body = JSON.stringify(message)
    const sent = this.request('POST', { ...headers, 'Content-Length': Buffer.byteLength(body) }, body).then(answer => {
      // Also a *refused* request may have opened a session (seen: 400 "Missing session ID" carrying one): keep every id.
      const given = answer.headers['mcp-session-id'] ?? ''
      if (/^[!-~]{1,1024}$/.test(given) && !this.sessions.includes(given)) this.sessions.push(given)
      if (method === 'initialize') this.session = given || null
      return answer
    })
    this.pending = sent.catch(() => {})
    const answer = await sent
    const status = answer.statusCode, kind = (answer.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase()
    if (status >= 300 && status < 400) unhealthy(`${method}: redirect (HTTP ${status}) is not followed, check the path`)
    const why = { 401: 'credentials wanted or refused', 403: 'forbidden', 421: 'host name refused', 429: 'too many requests' }[status]
    if (why) unhealthy(`${method}: HTTP ${status}, ${why}: something is up, but not usable`)
    let reply = null
    if (!notify && kind === 'text/event-stream') reply = await answerOn(sseEvents(answer), message.id)
    else if (!notify) {
      const chunks = []
      for await (const chunk of limited(answer)) chunks.push(chunk)
      reply = replyIn(parseJson(Buffer.concat(chunks).toString()), message.id)
    }
    answer.destroy()
    return { status, kind, reply }
  }

  async exchange(method, params, notify = false) {
    const { status, kind, reply } = await this.post(method, params, notify)
    if (notify ? status < 200 || status >= 300 : !(reply && (status === 200 || 'error' in reply)))
      unhealthy(`${method}: HTTP ${status} ${kind || 'without content type'}, not an MCP answer`)
    return reply
  }

  /** Which era? Ask the modern question; a modern result or a modern error says modern, anything else gets the old
   *  handshake. Never one code alone: old servers answer 400, 404, 200, text, HTML, and many different codes here. */
  async open() {
    const { status, reply } = await this.post('server/discover')
    const versions = reply?.result?.supportedVersions, error = reply?.error
    if (status === 200 && Array.isArray(versions) && versions.includes(MODERN))
      return { version: MODERN, info: reply.result._meta?.['io.modelcontextprotocol/serverInfo'] }
    const supported = error?.data?.supported
    if (status === 400 && isObject(error) && ([-32020, -32021, -32022].includes(error.code) || Array.isArray(supported))) {
      const older = Array.isArray(supported) && supported.some(v => typeof v === 'string' && v < MODERN)
      if (!older) unhealthy(refusal('server/discover', error))
    }
    this.version = LEGACY
    return this.handshake(LEGACY)
  }

  /** DELETE every session seen. One answer may still be on its way with a session id we must learn first. */
  async end(until) {
    await Promise.race([this.pending, new Promise(r => setTimeout(r, Math.max(0, until - now()) / 2))])
    for (const session of this.sessions) {
      try {
        const { statusCode: status } = await this.request('DELETE', this.headers(session))
        // 405 is the protocol's "clients may not end sessions"; 404 and 410 say that it is gone already
        if ((status < 200 || status >= 300) && ![404, 405, 410].includes(status)) this.notes.push(`session not ended (HTTP ${status})`)
      } catch { this.notes.push('session not ended (no answer)') }
    }
  }
}

/** The 2024 transport: GET gives a stream whose first event names the address to POST to; answers come on the stream. */
class Sse extends Peer {
  async open() {
    const answer = await this.request('GET', { Accept: 'text/event-stream' })
    const kind = answer.headers['content-type'] ?? ''
    if (answer.statusCode !== 200 || !kind.toLowerCase().startsWith('text/event-stream'))
      unhealthy(`HTTP ${answer.statusCode} ${kind || 'without content type'}, not an SSE stream`)
    this.events = sseEvents(answer)
    let place
    for (let next; place === undefined && !(next = await this.events.next()).done;) if (next.value.event === 'endpoint') place = next.value.data
    if (place === undefined) unhealthy('the stream names no endpoint')
    this.address = new URL(place, this.o.url)
    if (this.address.origin !== this.o.url.origin) unhealthy('the stream names an endpoint elsewhere, credentials stay here')
    return this.handshake('2024-11-05')
  }

  async exchange(method, params, notify = false) {
    const message = this.envelope(method, params, notify), body = JSON.stringify(message)
    const answer = await this.request('POST', { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }, body, this.address)
    answer.destroy()
    if (answer.statusCode < 200 || answer.statusCode >= 300) unhealthy(`${method}: HTTP ${answer.statusCode}`)
    if (notify) return null
    return await answerOn(this.events, message.id) ?? unhealthy(`the stream ended without the answer to ${method}`)
  }
}

/** A minimal RFC 6455 client: one handshake, masked text frames out, whole messages in. */
class WebSocket extends Peer {
  buffer = Buffer.alloc(0); total = 0

  async open() {
    const key = crypto.randomBytes(16).toString('base64')
    const answer = await this.request('GET', {
      Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': key, 'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Protocol': 'mcp',
    }, undefined, this.o.url, true)
    const accept = crypto.createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64')
    if (!answer.upgraded || answer.headers['sec-websocket-accept'] !== accept) unhealthy(`HTTP ${answer.statusCode}, not a WebSocket`)
    this.socket = answer.upgraded
    this.socket.on('error', () => {})
    this.buffer = answer.head
    this.chunks = this.socket[Symbol.asyncIterator]()
    return this.handshake(LEGACY)
  }

  send(opcode, data) {
    const n = data.length, head = Buffer.alloc(n < 126 ? 2 : n < 65536 ? 4 : 10), mask = crypto.randomBytes(4)
    head[0] = 128 | opcode
    head[1] = 128 | (n < 126 ? n : n < 65536 ? 126 : 127)
    if (head.length === 4) head.writeUInt16BE(n, 2)
    if (head.length === 10) head.writeBigUInt64BE(BigInt(n), 2)
    this.socket.write(Buffer.concat([head, mask, data.map((b, i) => b ^ mask[i % 4])]))
  }

  async need(n) {
    if ((this.total += n) > LIMIT) unhealthy('the answer is larger than 1 MiB')
    while (this.buffer.length < n) {
      const { done, value } = await this.chunks.next()
      if (done) unhealthy(`${this.doing}: the server closed the connection`)
      this.buffer = Buffer.concat([this.buffer, value])
    }
    const data = this.buffer.subarray(0, n)
    this.buffer = this.buffer.subarray(n)
    return data
  }

  async message() {
    const parts = []
    for (;;) {
      const [head, short] = await this.need(2), opcode = head & 15
      if (short & 128 || head & 112) unhealthy('not a valid WebSocket frame')
      const size = short < 126 ? short : short === 126 ? (await this.need(2)).readUInt16BE() : Number((await this.need(8)).readBigUInt64BE())
      const data = await this.need(size)
      if (opcode === 8) unhealthy(`${this.doing}: the server closed the connection`)
      if (opcode === 9) this.send(10, data)
      if (opcode > 7) continue
      parts.push(data)
      if (head & 128) return Buffer.concat(parts).toString()
    }
  }

  async exchange(method, params, notify = false) {
    const message = this.envelope(method, params, notify)
    this.send(1, Buffer.from(JSON.stringify(message)))
    for (let reply; !notify;) if ((reply = replyIn(parseJson(await this.message()), message.id))) return reply
  }

  async end() { if (this.socket) { this.send(8, Buffer.from([3, 232])); await new Promise(r => this.socket.end(r)) } }
}

/** { word, text }: what was seen. */
async function examine(peer) {
  const { version, info } = await peer.open()
  let seen = `${info?.name || 'unnamed'} ${info?.version || ''}`.trim() + `, protocol ${version}`
  const names = [], cursors = new Set()
  for (let cursor; ;) {
    const page = await peer.ask('tools/list', cursor ? { cursor } : {})
    if (!Array.isArray(page.tools)) unhealthy(`tools/list answers no list of tools; ${seen}`)
    names.push(...page.tools.map(t => t?.name).filter(n => typeof n === 'string'))
    cursor = page.nextCursor
    if (typeof cursor !== 'string' || !cursor) break
    if (cursors.has(cursor) || cursors.size >= PAGES) unhealthy(`tools/list pages never end; ${seen}`)
    cursors.add(cursor)
  }
  seen += `, ${names.length} tool${names.length === 1 ? '' : 's'}`
  const missing = peer.o.expect.filter(n => !names.includes(n))
  if (!names.length) unhealthy(`the server lists no tools; ${seen}`)
  if (missing.length) unhealthy(`missing tool ${missing.join(', ')}; ${seen}`)
  return peer.o.tool ? judge(peer, peer.o.tool, seen) : { word: 'healthy', text: seen }
}

async function judge(peer, tool, seen) {
  const result = await peer.ask('tools/call', { name: tool, arguments: {} })
  const content = Array.isArray(result.content) ? result.content : []
  const text = content.find(c => c?.type === 'text' && typeof c.text === 'string')?.text ?? ''
  if (result.isError) unhealthy(`${tool} failed: ${text}; ${seen}`)
  if ((result.resultType ?? 'complete') !== 'complete') unhealthy(`${tool} gave no complete result; ${seen}`)
  const body = text ? parseJson(text) : result.structuredContent
  if (isObject(body) && 'status' in body) {
    const status = typeof body.status === 'string' ? body.status.trim().toLowerCase() : ''
    if (status === 'degraded') return { word: 'degraded', text: `${seen}; ${tool} says degraded, still ready` }
    if (GOOD.includes(status)) return { word: 'healthy', text: `${seen}; ${tool} says ${status}` }
    unhealthy(`${tool} says ${status || 'an unreadable status'}; ${seen}`)
  }
  if (isObject(body) && body.error) {
    // Tool Factory servers report a used-up rate limit as a success. The server works; restarting it would be wrong.
    if (['retryAfter', 'retryAfterSeconds', 'retry_after_seconds'].some(k => k in body))
      return { word: 'healthy', text: `${seen}; ${tool} is rate limited` }
    unhealthy(`${tool} reports an error; ${seen}`)
  }
  return { word: 'healthy', text: `${seen}; ${tool} answered` }
}

function explain(peer, e) {
  if (e instanceof Unhealthy) return e.message
  const code = e?.code ?? e?.errors?.[0]?.code ?? e?.name
  if (code === 'ECONNREFUSED') return 'nothing listens there (connection refused)'
  if (code === 'ECONNRESET' || code === 'EPIPE') return `${peer.doing}: the connection was closed without an answer`
  if (String(code).startsWith('HPE_')) return `${peer.doing}: not an HTTP answer`
  return `${peer.doing}: connection failed (${code})`
}

/** One line, whatever the peer sent: credentials struck out, everything but printable ASCII escaped, short. */
function say(word, text, secret) {
  if (secret) text = text.replaceAll(secret, '***')
  text = text.replace(/[^ -~]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
  fs.writeSync(1, `${word}: ${text.length <= 400 ? text : text.slice(0, 397) + '...'}\n`)
}

const now = () => performance.now()

async function main() {
  if (process.argv.length === 3 && process.argv[2] === '--help') { say('usage', USAGE); return 0 }
  let opts
  try { opts = parseArgs(process.argv.slice(2)) } catch (e) {
    if (!(e instanceof Usage)) throw e
    say('usage', `${e.message}; ${USAGE}`)
    return 2
  }
  // The last quarter of the one deadline, at most 1 s, is kept for ending the session: the prober's own timeout kills without warning.
  const total = opts.timeout * 1000, until = total - Math.min(1000, total / 4)
  const peer = new { http: Http, sse: Sse, websocket: WebSocket }[opts.transport](opts)
  const bad = text => ({ word: 'unhealthy', text })
  const late = (ms, value) => new Promise(r => setTimeout(() => r(value()), Math.max(0, ms - now())))
  const signalled = new Promise(r => {
    for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => r(bad(`stopped by a signal during ${peer.doing}`)))
  })
  const verdict = await Promise.race([
    examine(peer).catch(e => bad(explain(peer, e))), late(until, () => bad(`no answer in time: ${peer.doing}`)), signalled,
  ])
  peer.closing = true
  await Promise.race([peer.end(total).catch(() => {}), late(total, () => {})])
  say(verdict.word, [verdict.text, ...[...new Set(peer.notes)].sort()].join('; '), opts.secret)
  return verdict.word === 'unhealthy' ? 1 : 0
}

// exit at once: a connection may still be waiting for a silent peer
main().then(code => process.exit(code))
