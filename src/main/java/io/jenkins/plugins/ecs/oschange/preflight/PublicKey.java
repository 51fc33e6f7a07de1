package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.KeyPair;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** An SSH public key as it stands in {@code authorized_keys}, and the two forms of fingerprint under which clouds list it. */
public record PublicKey(String line) {

    /** Whether the cloud's key pair is this key: by the key itself where the cloud tells it, else by fingerprint. */
    public boolean isOf(KeyPair pair) {
        if (pair.publicKey() != null && !pair.publicKey().isBlank()) {
            return new PublicKey(pair.publicKey()).base64().equals(base64());
        }
        String fingerprint = pair.fingerprint() == null ? "" : pair.fingerprint();
        return fingerprint.equals(md5Fingerprint()) || fingerprint.equals(sha256Fingerprint());
    }

    /** {@code 15:b0:…}, as the vendors' documents show it. */
    public String md5Fingerprint() {
        return HexFormat.ofDelimiter(":").formatHex(digest("MD5"));
    }

    /** {@code SHA256:…}, as OpenSSH shows it. */
    public String sha256Fingerprint() {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256"));
    }

    private String base64() {
        String[] words = line.strip().split("\\s+");
        return words.length > 1 ? words[1] : words[0];
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(Base64.getDecoder().decode(base64()));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
