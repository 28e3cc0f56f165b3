#!/usr/bin/env python3
"""A name server for tests, over UDP and TCP on one port.

    dns.py      prints its port when it listens

Names and what they do:
    _mcp._tcp.example.test SRV   two services
    _long._tcp.example.test SRV  forty services: truncated over UDP, whole over TCP
    alias.example.test A         a CNAME to addresses.example.test, which has two addresses
    six.example.test AAAA        an IPv6 address
    short.search.test A          found only below the search list
    loop.example.test A          an answer whose name is a pointer to itself
    forward.example.test A       a pointer that leads forward
    cut.example.test A           an answer that ends in the middle of a record
    circle.example.test A        two aliases that lead to each other
    words.example.test SRV       a target with a control character in it
    other.example.test A         first an answer to another question, then the right one
    forged.example.test A        first an answer with another id, then the right one
    refused.example.test A       code 5
    silent.example.test A        nothing
    later.example.test A         one address, and another one from the third question on
Everything else has no such name (code 3).
"""
import socket
import struct
import threading

A, CNAME, AAAA, SRV = 1, 5, 28, 33
asked = {}


def name(text):
    return b"".join(bytes([len(part)]) + part.encode() for part in text.split(".") if part) + b"\0"


def record(owner, kind, data):
    return owner + struct.pack("!HHIH", kind, 1, 30, len(data)) + data


def ip(text):
    return socket.inet_aton(text)


def service(port, target):
    return struct.pack("!HHH", 10, 5, port) + name(target)


HERE = b"\xc0\x0c"  # the name of the question


def reply(query, over_tcp):
    identity = query[:2]
    place, labels = 12, []
    while query[place]:
        labels.append(query[place + 1:place + 1 + query[place]].decode())
        place += query[place] + 1
    kind = struct.unpack("!H", query[place + 1:place + 3])[0]
    question = query[12:place + 5]
    text = ".".join(labels)
    asked[text] = asked.get(text, 0) + 1

    def message(records, flags=0x8180, count=None, id=identity, question=question):
        return id + struct.pack("!HHHHH", flags, 1, len(records) if count is None else count, 0, 0) \
            + question + b"".join(records)

    key = (text, kind)
    if key == ("_mcp._tcp.example.test", SRV):
        return [message([record(HERE, SRV, service(3000, "a.example.test")),
                         record(HERE, SRV, service(3001, "b.example.test"))])]
    if key == ("_long._tcp.example.test", SRV):
        records = [record(HERE, SRV, service(4000 + i, "host-%d.example.test" % i)) for i in range(40)]
        if over_tcp:
            return [message(records)]
        return [message(records, flags=0x8380)[:512]]
    if key == ("alias.example.test", A):
        owner = name("addresses.example.test")
        return [message([record(HERE, CNAME, owner), record(owner, A, ip("10.1.0.1")),
                         record(owner, A, ip("10.1.0.2")), record(name("else.test"), A, ip("10.9.9.9"))])]
    if key == ("six.example.test", AAAA):
        return [message([record(HERE, AAAA, socket.inet_pton(socket.AF_INET6, "2001:db8::7"))])]
    if key == ("short.search.test", A):
        return [message([record(HERE, A, ip("10.2.0.1"))])]
    if text == "loop.example.test":
        at = 12 + len(question)
        return [message([struct.pack("!H", 0xC000 | at) + struct.pack("!HHIH", A, 1, 30, 4) + ip("10.0.0.1")])]
    if text == "forward.example.test":
        return [message([b"\xc1\x00" + struct.pack("!HHIH", A, 1, 30, 4) + ip("10.0.0.1")])]
    if text == "cut.example.test":
        return [message([record(HERE, A, ip("10.0.0.1"))])[:-2]]
    if text == "circle.example.test":
        other = name("round.example.test")
        return [message([record(HERE, CNAME, other), record(other, CNAME, HERE)])]
    if text == "words.example.test":
        return [message([record(HERE, SRV, struct.pack("!HHH", 1, 1, 80) + b"\x04a\x1b[m\0")])]
    good = message([record(HERE, A, ip("10.3.0.1"))])
    if text == "other.example.test":
        wrong = message([record(HERE, A, ip("10.6.6.6"))], question=name("evil.test") + question[-4:])
        return [wrong, good]
    if text == "forged.example.test":
        return [message([record(HERE, A, ip("10.6.6.6"))], id=bytes([identity[0] ^ 1, identity[1]])), good]
    if text == "refused.example.test":
        return [message([], flags=0x8185)]
    if text == "silent.example.test":
        return []
    if text == "later.example.test":
        records = [record(HERE, A, ip("10.4.0.1"))]
        if asked[text] > 2:
            records.append(record(HERE, A, ip("10.4.0.2")))
        return [message(records)]
    return [message([], flags=0x8183)]


def serve_tcp(listener):
    while True:
        connection, _ = listener.accept()
        with connection:
            head = connection.recv(2, socket.MSG_WAITALL)
            query = connection.recv(struct.unpack("!H", head)[0], socket.MSG_WAITALL)
            for answer in reply(query, True):
                packet = struct.pack("!H", len(answer)) + answer
                # In pieces, as networks deliver it.
                for start in range(0, len(packet), 300):
                    connection.sendall(packet[start:start + 300])


while True:
    stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    stream.bind(("127.0.0.1", 0))
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        datagrams.bind(stream.getsockname())
        break
    except OSError:
        stream.close()
stream.listen()
threading.Thread(target=serve_tcp, args=(stream,), daemon=True).start()
print(stream.getsockname()[1], flush=True)
while True:
    query, sender = datagrams.recvfrom(4096)
    for answer in reply(query, False):
        datagrams.sendto(answer, sender)
