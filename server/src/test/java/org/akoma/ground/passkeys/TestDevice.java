package org.akoma.ground.passkeys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** An authenticator in software, by the standard: it makes an ES256 key for a question of the house and signs later ones. What it does can be spoiled. */
final class TestDevice {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;

    private final KeyPair pair;
    private final byte[] id = KeptKey.random();
    String origin = "https://akoma.test";
    String host = "akoma.test";
    /** Whether its person showed a finger, a face or a code. */
    boolean verifies = true;
    /** 0: it does not count, as those of telephones do not. */
    long counter;
    /** Whose key it says that it is, in base64url; null: as it was told. */
    String handle;

    TestDevice() {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            pair = maker.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers {@code navigator.credentials.create}. */
    String make(JsonNode question) {
        handle = question.path("user").path("id").asString();
        Map<String, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", data(WITH_KEY, withKey()));
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", encoded(client("webauthn.create", question)));
        response.put("attestationObject", encoded(cbor(attestation)));
        response.put("transports", new String[] {"internal", "hybrid"});
        return answer(response);
    }

    /** Answers {@code navigator.credentials.get}. */
    String sign(JsonNode question) {
        byte[] client = client("webauthn.get", question);
        byte[] data = data(0, new byte[0]);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", encoded(client));
        response.put("authenticatorData", encoded(data));
        response.put("signature", encoded(signed(joined(data, sha256(client)))));
        response.put("userHandle", handle);
        return answer(response);
    }

    byte[] keyHash() {
        return KeptKey.hash(id);
    }

    private String answer(Map<String, Object> response) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", encoded(id));
        answer.put("rawId", encoded(id));
        answer.put("type", "public-key");
        answer.put("response", response);
        answer.put("clientExtensionResults", Map.of());
        return JsonMapper.shared().writeValueAsString(answer);
    }

    private byte[] client(String type, JsonNode question) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("type", type);
        client.put("challenge", question.path("challenge").asString());
        client.put("origin", origin);
        client.put("crossOrigin", false);
        return JsonMapper.shared().writeValueAsString(client).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int flags, byte[] rest) {
        return joined(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) (flags | PRESENT | (verifies ? VERIFIED : 0))},
                ByteBuffer.allocate(4).putInt((int) counter).array(),
                rest);
    }

    private byte[] withKey() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, number(key.getW().getAffineX()));
        cose.put(-3, number(key.getW().getAffineY()));
        return joined(
                new byte[16], ByteBuffer.allocate(2).putShort((short) id.length).array(), id, coseOf(cose));
    }

    /** Written by hand: its keys are numbers, which the mapper writes as texts. */
    private static byte[] coseOf(Map<Integer, Object> cose) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xa0 | cose.size());
        cose.forEach((key, value) -> {
            out.write(small(key));
            if (value instanceof byte[] bytes) {
                out.write(0x58);
                out.write(bytes.length);
                out.writeBytes(bytes);
            } else out.write(small((Integer) value));
        });
        return out.toByteArray();
    }

    private static int small(int number) {
        return number < 0 ? 0x20 | -1 - number : number;
    }

    private static byte[] number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] whole = new byte[32];
        int kept = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, whole, 32 - kept, kept);
        return whole;
    }

    private byte[] signed(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] cbor(Object value) {
        return new CBORMapper().writeValueAsBytes(value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String encoded(byte[] bytes) {
        return KeptKey.encoded(bytes);
    }
}
