package org.akoma.exchange.packages;

import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.akoma.exchange.packages.PackageRefused.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format of packages and receipts: a ZIP of known members with their signed list of contents, encrypted as age does. Signed before it is encrypted, so
 * that nobody but the receiver learns who sent it; the list names the receiver, so that the receiver cannot hand on a signed list as its own.
 */
final class SealedFile {

    /** Of the encrypted file. */
    static final int MOST_BYTES = 20 << 20;

    /** Of one member once it is opened. */
    static final int MOST_OF_A_MEMBER = 16 << 20;

    /** Of all members together. */
    private static final int MOST_OPENED = 64 << 20;

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";

    private static final Set<String> FRAME = Set.of(MANIFEST, SIGNATURE);
    private static final String AGE = "age-encryption.org/v1\n";
    private static final int SIGNATURE_BYTES = 64;

    private SealedFile() {}

    /**
     * What a file held, checked.
     *
     * @param signer whose signature it is
     * @param manifest as it was signed
     * @param signed the bytes that were signed
     * @param signature the signer's
     */
    record Opened<P>(P signer, Manifest manifest, byte[] signed, byte[] signature, Map<String, byte[]> members) {
        byte[] member(String name) {
            return Objects.requireNonNull(members.get(name), name);
        }
    }

    /**
     * @param keys each of them signs, in the order of the list's signers
     * @param manifest its members are filled in
     */
    static byte[] write(List<HouseKey> keys, PublicHalf to, Manifest manifest, Map<String, byte[]> members) {
        List<Manifest.Member> listed = members.entrySet().stream()
                .map(one -> new Manifest.Member(one.getKey(), one.getValue().length, sha256(one.getValue())))
                .toList();
        byte[] signed = JsonMapper.shared().writeValueAsBytes(manifest.with(listed));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(MANIFEST, signed);
        all.put(SIGNATURE, signatures(keys, signed));
        all.putAll(members);
        return encrypt(zip(all), to.recipient());
    }

    /** One after the other. */
    private static byte[] signatures(List<HouseKey> keys, byte[] signed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        keys.forEach(key -> all.writeBytes(key.sign(signed)));
        return all.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> one : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] encrypt(byte[] plain, String recipient) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new StandardEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(out),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
            ByteBuffer left = ByteBuffer.wrap(plain);
            while (left.hasRemaining()) channel.write(left);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt to " + recipient, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Opens and checks all that the file itself tells: encryption, members, format, signature, address, checksums. Not whether it has expired or came before.
     *
     * @param keys of this house: any of them may open it
     * @param signerOf whose key a fingerprint is; empty of one that is not believed. The first that is counts
     * @param open the half of a partner's key that verifies
     * @param names the members that one with this list must have, and no others
     * @throws PackageRefused with the reason
     */
    static <P> Opened<P> read(
            byte[] file,
            List<HouseKey> keys,
            Manifest.Kind kind,
            Function<Manifest, Set<String>> names,
            Function<String, Optional<P>> signerOf,
            Function<P, PublicHalf> open) {
        if (file.length > MOST_BYTES) throw new PackageRefused(Reason.TOO_LARGE);
        byte[] begins = AGE.getBytes(StandardCharsets.US_ASCII);
        if (file.length < begins.length || !Arrays.equals(begins, 0, begins.length, file, 0, begins.length))
            throw new PackageRefused(Reason.NO_PACKAGE);
        Map<String, byte[]> members = unzip(file, keys);
        byte[] signed = members.remove(MANIFEST);
        byte[] signature = members.remove(SIGNATURE);
        if (signed == null || signature == null) throw new PackageRefused(Reason.MEMBERS);
        JsonNode said = json(signed);
        if (said.path("schema").asInt(0) != Manifest.SCHEMA) throw new PackageRefused(Reason.SCHEMA);
        Manifest manifest = manifest(said);
        if (signature.length != manifest.signers().size() * SIGNATURE_BYTES) throw new PackageRefused(Reason.SIGNATURE);
        for (int i = 0; i < manifest.signers().size(); i++) {
            P signer = signerOf.apply(manifest.signers().get(i)).orElse(null);
            if (signer == null) continue;
            byte[] own = Arrays.copyOfRange(signature, i * SIGNATURE_BYTES, (i + 1) * SIGNATURE_BYTES);
            PublicHalf half = open.apply(signer);
            if (!half.fingerprint().equals(manifest.signers().get(i)) || !verified(half, signed, own))
                throw new PackageRefused(Reason.SIGNATURE);
            if (keys.stream().noneMatch(key -> key.open().recipient().equals(manifest.recipient())))
                throw new PackageRefused(Reason.ADDRESS);
            if (manifest.kind() != kind) throw new PackageRefused(Reason.OTHER_KIND);
            check(manifest, members, names.apply(manifest));
            return new Opened<>(signer, manifest, signed, own, members);
        }
        throw new PackageRefused(Reason.UNKNOWN_SIGNER);
    }

    private static void check(Manifest manifest, Map<String, byte[]> members, Set<String> names) {
        if (!members.keySet().equals(names) || manifest.members().size() != names.size())
            throw new PackageRefused(Reason.MEMBERS);
        for (Manifest.Member listed : manifest.members()) {
            byte[] member = members.get(listed.name());
            if (member == null) throw new PackageRefused(Reason.MEMBERS);
            if (member.length != listed.bytes() || !sha256(member).equals(listed.sha256()))
                throw new PackageRefused(Reason.CHECKSUM);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JsonMapper.shared().readTree(bytes);
        } catch (JacksonException none) {
            throw new PackageRefused(Reason.SCHEMA);
        }
    }

    private static Manifest manifest(JsonNode said) {
        try {
            Manifest read = JsonMapper.shared().treeToValue(said, Manifest.class);
            if (hasNull(
                            read.kind(),
                            read.id(),
                            read.from(),
                            read.to(),
                            read.recipient(),
                            read.madeAt(),
                            read.expiresAt())
                    || read.children().stream().anyMatch(one -> hasNull(one.id(), one.code(), one.purpose())))
                throw new PackageRefused(Reason.SCHEMA);
            return read;
        } catch (JacksonException | NullPointerException none) {
            throw new PackageRefused(Reason.SCHEMA);
        }
    }

    private static boolean hasNull(@Nullable Object... parts) {
        return Arrays.stream(parts).anyMatch(Objects::isNull);
    }

    /** Whether this key signed these bytes. */
    static boolean verified(PublicHalf half, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(half.verifying());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    /** Nothing is written to a disk, and no name of a member is used as a path: only known names are kept. */
    private static Map<String, byte[]> unzip(byte[] file, List<HouseKey> keys) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        long opened = 0;
        try (ReadableByteChannel channel = new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(
                                Channels.newChannel(new ByteArrayInputStream(file)),
                                keys.stream().map(HouseKey::reader).toList());
                InputStream plain = Channels.newInputStream(channel);
                ZipInputStream zip = new ZipInputStream(plain, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (members.size() > MOST_MEMBERS || members.containsKey(name) || !isName(name))
                    throw new PackageRefused(Reason.MEMBERS);
                byte[] bytes = zip.readNBytes(MOST_OF_A_MEMBER + 1);
                opened += bytes.length;
                if (bytes.length > MOST_OF_A_MEMBER || opened > MOST_OPENED) throw new PackageRefused(Reason.TOO_LARGE);
                members.put(name, bytes);
            }
            plain.transferTo(
                    java.io.OutputStream
                            .nullOutputStream()); // to the last part: only then is it known that nothing was cut off
            return members;
        } catch (UnsupportedRecipientStanzaException other) {
            throw new PackageRefused(Reason.NOT_FOR_US);
        } catch (ZipException | IllegalArgumentException none) {
            throw new PackageRefused(Reason.MEMBERS);
        } catch (GeneralSecurityException | IOException changed) {
            throw new PackageRefused(Reason.DAMAGED);
        }
    }

    private static final int MOST_MEMBERS = FRAME.size() + PackageContent.MEMBERS_OF_A_CHILD * Manifest.MOST_CHILDREN;

    private static boolean isName(String name) {
        return FRAME.contains(name) || name.matches("[a-z]{1,20}(-[1-9][0-9]{0,2})?\\.(json|csv|pdf)");
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
