package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;

/**
 * An HTTP/1.1 connection to a {@link Dispatcher} in this process. The request is buffered, and dispatched by the first read, so that no thread waits: a
 * timeout advances the simulated clock and is thrown at once.
 */
final class MemorySocket extends Socket {

    private static final String VERSION = "HTTP/1.1";

    private final Dispatcher far;
    private final Consumer<Duration> time;
    private final Buffer request = new Buffer();
    private final Buffer reply = new Buffer();
    private boolean connected;
    private boolean closed;
    /** Whether the connection is closed after {@link #reply}. */
    private boolean ended;

    private int timeoutMillis;

    MemorySocket(Dispatcher far, Consumer<Duration> time) {
        this.far = far;
        this.time = time;
    }

    @Override
    public void connect(SocketAddress address, int timeout) {
        connected = true;
    }

    @Override
    public OutputStream getOutputStream() {
        return request.outputStream();
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                return MemorySocket.this.read(into, offset, count);
            }
        };
    }

    private int read(byte[] into, int offset, int count) throws IOException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        if (reply.exhausted() && !ended) {
            if (request.exhausted()) {
                throw new SocketTimeoutException("Read timed out");
            }
            exchange();
        }
        return reply.exhausted() ? -1 : reply.read(into, offset, count);
    }

    private void exchange() throws IOException {
        MockResponse response;
        try {
            response = far.dispatch(readRequest());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        await(Duration.ofNanos(response.getHeadersDelayNanos()));
        if (response.getOnResponseStart() != null) {
            ended = true;
            return;
        }
        reply.writeUtf8(response.getStatus()).writeUtf8("\r\n");
        for (var header : response.getHeaders()) {
            reply.writeUtf8(header.getFirst())
                    .writeUtf8(": ")
                    .writeUtf8(header.getSecond())
                    .writeUtf8("\r\n");
        }
        reply.writeUtf8("\r\n");
        Buffer body = new Buffer();
        if (response.getBody() != null) {
            response.getBody().writeTo(body);
        }
        if (response.getOnResponseBody() != null) {
            reply.write(body, body.size() / 2);
            ended = true;
        } else {
            reply.writeAll(body);
            ended = response.getOnResponseEnd() != null;
        }
    }

    private void await(Duration delay) throws SocketTimeoutException {
        if (timeoutMillis > 0 && delay.toMillis() >= timeoutMillis) {
            time.accept(Duration.ofMillis(timeoutMillis));
            ended = true;
            throw new SocketTimeoutException("Read timed out");
        }
        time.accept(delay);
    }

    private RecordedRequest readRequest() throws IOException {
        String[] line = request.readUtf8LineStrict().split(" ");
        Headers.Builder headers = new Headers.Builder();
        for (String header = request.readUtf8LineStrict(); !header.isEmpty(); header = request.readUtf8LineStrict()) {
            headers.add(header);
        }
        Headers read = headers.build();
        String length = read.get("Content-Length");
        ByteString body = length == null ? ByteString.EMPTY : request.readByteString(Long.parseLong(length));
        HttpUrl url = HttpUrl.get("http://" + read.get("Host") + line[1]);
        return new RecordedRequest(
                0, 0, null, List.of(), line[0], line[1], VERSION, url, read, body, body.size(), null, null);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean isInputShutdown() {
        return ended && reply.exhausted();
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    @Override
    public void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // Nothing is delayed here.
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String toString() {
        return "MemorySocket";
    }
}
