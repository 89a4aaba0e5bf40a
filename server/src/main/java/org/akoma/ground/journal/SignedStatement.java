package org.akoma.ground.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a house signed besides roots and gave away: the statement of a disclosure or of an erasure. A partner checks it with the house's open key alone.
 *
 * @param statement lines; the first names the format
 * @param signature Ed25519 over its UTF-8, in Base64
 */
public record SignedStatement(String statement, String signature) {

    /** A line that names a file by its SHA-256. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * Reads a JSON file with the fields {@code statement} and {@code signature}.
     *
     * @throws IllegalArgumentException when it is none, in words
     */
    public static SignedStatement read(Path file) {
        try {
            JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
            String statement = json.path("statement").asString("");
            String signature = json.path("signature").asString("");
            if (statement.isEmpty() || signature.isEmpty())
                throw new IllegalArgumentException(Said.say("statement.none", file));
            return new SignedStatement(statement, signature);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(Said.say("statement.no-json", file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * What does not fit, in words; null when it was signed by the house of this key and names each of these files.
     *
     * @param key {@code journal.ed25519.pub}, as the house gave it before
     * @param files whose SHA-256 has to be a line of the statement, in hexadecimal digits
     * @throws IllegalArgumentException when the key is none, in words
     */
    public @Nullable String misfit(Path key, List<Path> files) {
        if (!isSignedBy(open(key))) return Said.say("statement.changed");
        List<String> lines = Arrays.asList(statement.split("\n"));
        return files.stream()
                .filter(file -> !lines.contains(digest(file)))
                .findFirst()
                .map(file -> Said.say(
                        lines.stream().anyMatch(DIGEST.asMatchPredicate())
                                ? "statement.other-file"
                                : "statement.no-file",
                        file))
                .orElse(null);
    }

    private boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(statement.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The open half of a house's key. */
    static PublicKey open(Path key) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Files.readAllBytes(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(Said.say("statement.no-key", key), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + key, e);
        }
    }
}
