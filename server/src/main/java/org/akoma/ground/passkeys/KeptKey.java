package org.akoma.ground.passkeys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/**
 * What is kept of a passkey, sealed for its person. All of it in base64url.
 *
 * @param id that the device gave
 * @param handle under which the device keeps its person; it says nothing of them
 * @param publicKey as COSE writes it
 * @param attestation what the device said when it made the key
 * @param mark what the database asks for before it opens a session by this key; it never leaves the house
 */
record KeptKey(
        String id,
        String handle,
        String publicKey,
        String attestation,
        List<String> transports,
        boolean backupEligible,
        String mark) {

    private static final int MARK_BYTES = 32;

    static KeptKey of(CredentialRecord added) {
        return new KeptKey(
                added.getCredentialId().toBase64UrlString(),
                added.getUserEntityUserId().toBase64UrlString(),
                encoded(added.getPublicKey().getBytes()),
                Objects.requireNonNull(added.getAttestationObject()).toBase64UrlString(),
                added.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .toList(),
                added.isBackupEligible(),
                encoded(random()));
    }

    CredentialRecord record(long counter) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(id))
                .userEntityUserId(Bytes.fromBase64(handle))
                .publicKey(new ImmutablePublicKeyCose(decoded(publicKey)))
                .attestationObject(Bytes.fromBase64(attestation))
                .transports(transports.stream()
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .backupEligible(backupEligible)
                .uvInitialized(true)
                .signatureCount(counter)
                .build();
    }

    byte[] secret() {
        return decoded(mark);
    }

    /** Never the mark. */
    @Override
    public String toString() {
        return "KeptKey";
    }

    static byte[] random() {
        byte[] bytes = new byte[MARK_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
