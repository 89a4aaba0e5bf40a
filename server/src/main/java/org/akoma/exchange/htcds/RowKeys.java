package org.akoma.exchange.htcds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.vault.Vault;

/**
 * A name for a row that is the same each time its file is read and tells nothing about the child to those without the key:
 * by it, importing a file twice changes nothing. It comes from the file's own case identifier where there is one, else from
 * all the row says, so that a corrected row without identifier is a new one.
 */
final class RowKeys {
    private final SecretKeySpec key;

    /** @param key at least 32 secret bytes that never change */
    RowKeys(byte[] key) {
        if (key.length < 32) throw new IllegalArgumentException("a row key needs 32 bytes or more");
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** 32 bytes that only this house's vault can make, and always makes the same. Call inside an actor's transaction. */
    static byte[] secret(Vault vault) {
        ByteBuffer secret = ByteBuffer.allocate(4 * Long.BYTES);
        vault.blind(List.of("exchange.row/1", "exchange.row/2", "exchange.row/3", "exchange.row/4"))
                .forEach(secret::putLong);
        return secret.array();
    }

    /** @param source whose file it is: two organisations may number their cases alike */
    String of(String source, Row row) {
        Mac mac = mac();
        feed(mac, source);
        String caseId = row.caseId();
        if (caseId == null) feed(mac, "content", row);
        else feed(mac, "case", caseId);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** Of another child under an identifier that is taken: by all that the row says. */
    String ofAnother(String source, Row row) {
        Mac mac = mac();
        feed(mac, source, "another", String.valueOf(row.caseId()));
        feed(mac, "content", row);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static void feed(Mac mac, String kind, Row row) {
        feed(mac, kind, String.valueOf(row.occurrence()));
        for (Map.Entry<String, List<String>> value : new TreeMap<>(row.values()).entrySet()) {
            feed(mac, value.getKey(), String.valueOf(value.getValue().size()));
            value.getValue().stream().sorted().forEach(v -> feed(mac, v));
        }
    }

    /** Each text with its length before it, so that no two lists of texts look the same. */
    private static void feed(Mac mac, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            mac.update(bytes);
        }
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
