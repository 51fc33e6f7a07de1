package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A build log without the secrets of its run. As long as the run has resolved none, it passes everything on as it comes; from then on line by line, each when it ends.
 *
 * <p>Threads: as the stream behind it.
 */
public final class MaskingStream extends OutputStream {

    private final OutputStream out;
    private final RunSecrets secrets;
    private final OutputStream lines;

    public MaskingStream(OutputStream out, Run<?, ?> run) {
        this.out = out;
        this.secrets = RunSecrets.of(run);
        this.lines = new Lines();
    }

    @Override
    public void write(int one) throws IOException {
        target().write(one);
    }

    @Override
    public void write(@NonNull byte[] bytes, int from, int length) throws IOException {
        target().write(bytes, from, length);
    }

    private OutputStream target() {
        return secrets.isEmpty() ? out : lines;
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private final class Lines extends LineTransformationOutputStream.Delegating {

        /** What Jenkins writes its logs in; a secret that is not ASCII is masked only there. */
        private static final Charset CHARSET = StandardCharsets.UTF_8;

        Lines() {
            super(MaskingStream.this.out);
        }

        @Override
        protected void eol(byte[] bytes, int length) throws IOException {
            String line = new String(bytes, 0, length, CHARSET);
            String masked = secrets.mask(line);
            if (masked.equals(line)) {
                out.write(bytes, 0, length);
            } else {
                out.write(masked.getBytes(CHARSET));
            }
        }
    }
}
