package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that the HTTP library may not send twice, whatever it makes of the answer or of the connection. */
final class OneShotBody extends RequestBody {

    private final MediaType type;
    private final byte[] bytes;

    OneShotBody(MediaType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
