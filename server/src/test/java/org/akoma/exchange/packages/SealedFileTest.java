package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The format of packages, with a sender, a receiver and somebody else. */
class SealedFileTest {

    private static final HouseKey SENDER = HouseKey.of(key(1));
    private static final HouseKey RECEIVER = HouseKey.of(key(2));
    private static final HouseKey OTHER = HouseKey.of(key(3));
    private static final Set<String> NAMES = Set.of("child-1.json", "child-1.csv");
    private static final Map<String, byte[]> MEMBERS = members("{\"sex\":\"F\"}");

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static Map<String, byte[]> members(String child) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("child-1.json", child.getBytes(StandardCharsets.UTF_8));
        members.put("child-1.csv", "case_id\nAK-001\n".getBytes(StandardCharsets.UTF_8));
        return members;
    }

    private static Manifest manifest(HouseKey by, HouseKey to, int schema) {
        return new Manifest(
                Manifest.Kind.PACKAGE,
                schema,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "IOM",
                List.of(by.open().fingerprint()),
                "DSW-GH",
                to.open().recipient(),
                Instant.parse("2015-11-16T08:00:00Z"),
                Instant.parse("2015-11-30T08:00:00Z"),
                List.of(new Manifest.Child(
                        UUID.fromString("00000000-0000-7000-8000-000000000002"),
                        "AK-001",
                        Purpose.CONTINUED_CARE,
                        false)),
                List.of());
    }

    private static SealedFile.Opened<PublicHalf> read(byte[] file, HouseKey with) {
        return read(file, with, Manifest.Kind.PACKAGE);
    }

    private static SealedFile.Opened<PublicHalf> read(byte[] file, HouseKey with, Manifest.Kind kind) {
        return SealedFile.read(
                file,
                List.of(with),
                kind,
                list -> NAMES,
                print -> Optional.of(SENDER.open())
                        .filter(one -> one.fingerprint().equals(print)),
                one -> one);
    }

    private static String refusal(byte[] file) {
        return refusal(file, RECEIVER);
    }

    private static String refusal(byte[] file, HouseKey with) {
        Throwable thrown = catchThrowable(() -> read(file, with));
        assertThat(thrown).isInstanceOf(PackageRefused.class);
        return ((PackageRefused) thrown).code();
    }

    private static byte[] written() {
        return SealedFile.write(List.of(SENDER), RECEIVER.open(), manifest(SENDER, RECEIVER, Manifest.SCHEMA), MEMBERS);
    }

    /** Signed as it should be, of members that the test chooses. */
    private static byte[] framed(Manifest manifest, Map<String, byte[]> listed, Map<String, byte[]> packed) {
        byte[] signed = JsonMapper.shared()
                .writeValueAsBytes(manifest.with(listed.entrySet().stream()
                        .map(one -> new Manifest.Member(
                                one.getKey(), one.getValue().length, SealedFile.sha256(one.getValue())))
                        .toList()));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(SealedFile.MANIFEST, signed);
        all.put(SealedFile.SIGNATURE, SENDER.sign(signed));
        all.putAll(packed);
        return SealedFile.encrypt(SealedFile.zip(all), RECEIVER.open().recipient());
    }

    @Test
    void whatWasWrittenIsReadByItsReceiver() {
        SealedFile.Opened<PublicHalf> opened = read(written(), RECEIVER);
        assertThat(opened.signer()).isEqualTo(SENDER.open());
        assertThat(opened.manifest().children().getFirst().purpose()).isEqualTo(Purpose.CONTINUED_CARE);
        assertThat(opened.member("child-1.json")).isEqualTo(MEMBERS.get("child-1.json"));
        assertThat(new String(written(), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n-> X25519 ")
                .doesNotContain("IOM", "DSW", "child", "AK-001");
    }

    /** Whichever byte is changed, and wherever it is cut off. */
    @Test
    void aFlippedBitOpensNothing() {
        byte[] file = written();
        for (int at = 0; at < file.length; at += at < 60 ? 1 : 11) {
            byte[] flipped = file.clone();
            flipped[at] ^= 1;
            assertThat(refusal(flipped))
                    .as("byte " + at)
                    .isIn("packages.damaged", "packages.not-for-us", "packages.no-package");
        }
        for (int end : new int[] {0, 10, 200, file.length - 17, file.length - 1})
            assertThat(refusal(Arrays.copyOf(file, end)))
                    .as("cut at " + end)
                    .isIn("packages.damaged", "packages.no-package");
        assertThat(refusal(flipLast(file))).isEqualTo("packages.damaged");
    }

    private static byte[] flipLast(byte[] file) {
        byte[] flipped = file.clone();
        flipped[file.length - 1] ^= 1;
        return flipped;
    }

    @Test
    void anotherHouseOpensNothing() {
        assertThat(refusal(written(), OTHER)).isEqualTo("packages.not-for-us");
    }

    @Test
    void whoIsNoPartnerIsNotBelieved() {
        assertThat(refusal(SealedFile.write(
                        List.of(OTHER), RECEIVER.open(), manifest(OTHER, RECEIVER, Manifest.SCHEMA), MEMBERS)))
                .isEqualTo("packages.unknown-signer");
        assertThat(refusal(SealedFile.write(
                        List.of(OTHER), RECEIVER.open(), manifest(SENDER, RECEIVER, Manifest.SCHEMA), MEMBERS)))
                .as("signed by one, and said to be another's")
                .isEqualTo("packages.signature");
    }

    /** While a house changes its key, both sign: a partner who knows one of them believes it. */
    @Test
    void whatSeveralKeysSignedIsBelievedByEach() {
        Manifest both = new Manifest(
                Manifest.Kind.PACKAGE,
                Manifest.SCHEMA,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "IOM",
                List.of(OTHER.open().fingerprint(), SENDER.open().fingerprint()),
                "DSW-GH",
                RECEIVER.open().recipient(),
                Instant.parse("2015-11-16T08:00:00Z"),
                Instant.parse("2015-11-30T08:00:00Z"),
                manifest(SENDER, RECEIVER, Manifest.SCHEMA).children(),
                List.of());
        byte[] file = SealedFile.write(List.of(OTHER, SENDER), RECEIVER.open(), both, MEMBERS);
        SealedFile.Opened<PublicHalf> opened = read(file, RECEIVER);
        assertThat(opened.signer()).as("the one that is known").isEqualTo(SENDER.open());
        assertThat(SealedFile.verified(SENDER.open(), opened.signed(), opened.signature()))
                .isTrue();
        assertThat(refusal(SealedFile.write(List.of(OTHER, OTHER), RECEIVER.open(), both, MEMBERS)))
                .as("the known one did not sign")
                .isEqualTo("packages.signature");
        assertThat(refusal(SealedFile.write(List.of(OTHER), RECEIVER.open(), both, MEMBERS)))
                .as("one signature for two")
                .isEqualTo("packages.signature");
    }

    /** A receiver that encrypts to somebody else what it received signed. */
    @Test
    void whatWasForOneHouseIsTakenByNoOther() {
        byte[] handedOn =
                SealedFile.write(List.of(SENDER), RECEIVER.open(), manifest(SENDER, OTHER, Manifest.SCHEMA), MEMBERS);
        assertThat(refusal(handedOn)).isEqualTo("packages.address");
    }

    @Test
    void anotherSchemaIsRefused() {
        for (int schema : new int[] {0, 1, 3, 99})
            assertThat(refusal(SealedFile.write(
                            List.of(SENDER), RECEIVER.open(), manifest(SENDER, RECEIVER, schema), MEMBERS)))
                    .as("schema " + schema)
                    .isEqualTo("packages.schema");
        Map<String, byte[]> nothing = new LinkedHashMap<>();
        nothing.put(SealedFile.MANIFEST, "no json".getBytes(StandardCharsets.UTF_8));
        nothing.put(SealedFile.SIGNATURE, new byte[64]);
        assertThat(refusal(SealedFile.encrypt(
                        SealedFile.zip(nothing), RECEIVER.open().recipient())))
                .isEqualTo("packages.schema");
    }

    @Test
    void whatTheListDoesNotSayIsRefused() {
        Manifest sound = manifest(SENDER, RECEIVER, Manifest.SCHEMA);
        assertThat(refusal(framed(sound, MEMBERS, members("{\"sex\":\"M\"}")))).isEqualTo("packages.checksum");
        Map<String, byte[]> fewer = new LinkedHashMap<>(MEMBERS);
        fewer.remove("child-1.csv");
        assertThat(refusal(framed(sound, MEMBERS, fewer))).isEqualTo("packages.members");
        assertThat(refusal(framed(sound, fewer, fewer))).isEqualTo("packages.members");
        Map<String, byte[]> more = new LinkedHashMap<>(MEMBERS);
        more.put("extra.json", new byte[1]);
        assertThat(refusal(framed(sound, MEMBERS, more))).isEqualTo("packages.members");
        for (String name : List.of(
                "../child-1.json",
                "/etc/passwd",
                "a/child-1.json",
                "child.exe",
                "..\\child-1.json",
                "child-0.json",
                "child-1000.json")) {
            Map<String, byte[]> astray = new LinkedHashMap<>(MEMBERS);
            astray.put(name, new byte[1]);
            assertThat(refusal(framed(sound, astray, astray))).as(name).isEqualTo("packages.members");
        }
    }

    @Test
    void aReceiptIsNoPackage() {
        Throwable thrown = catchThrowable(() -> read(written(), RECEIVER, Manifest.Kind.RECEIPT));
        assertThat(((PackageRefused) thrown).code()).isEqualTo("packages.other-kind");
    }

    /** Many members, each within its limit, that are too much together. */
    @Test
    void whatUnpacksToTooMuchTogetherIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] zeros = new byte[8 << 20];
            for (int i = 1; i <= 9; i++) {
                zip.putNextEntry(new ZipEntry("child-" + i + ".json"));
                zip.write(zeros);
            }
        }
        assertThat(refusal(SealedFile.encrypt(out.toByteArray(), RECEIVER.open().recipient())))
                .isEqualTo("packages.too-large");
    }

    /** A member that unpacks to a gigabyte ends at the limit. */
    @Test
    void whatUnpacksWithoutEndIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("child-1.json"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) zip.write(zeros);
        }
        assertThat(out.size()).isLessThan(SealedFile.MOST_BYTES / 100);
        assertThat(refusal(SealedFile.encrypt(out.toByteArray(), RECEIVER.open().recipient())))
                .isEqualTo("packages.too-large");
        assertThat(refusal(new byte[SealedFile.MOST_BYTES + 1])).isEqualTo("packages.too-large");
        assertThat(refusal("PK".getBytes(StandardCharsets.UTF_8))).isEqualTo("packages.no-package");
    }

    @Test
    void theOpenHalfIsOneLineWithAFingerprintToReadAloud() {
        PublicHalf open = SENDER.open();
        assertThat(open.text()).startsWith("akoma-partner-1 age1").hasSizeLessThan(140);
        assertThat(PublicHalf.parse("  " + open.text() + "\n")).contains(open);
        assertThat(open.fingerprint())
                .matches("(\\d{5} ){7}\\d{5}")
                .isNotEqualTo(RECEIVER.open().fingerprint());
        for (String wrong : List.of(
                "",
                "akoma-partner-1",
                open.text().replace("akoma-partner-1", "akoma-partner-2"),
                open.text().replace("age1", "age2"),
                open.text() + "A",
                "akoma-partner-1 " + open.recipient() + " AAAA"))
            assertThat(PublicHalf.parse(wrong)).as(wrong).isEmpty();
        String changed = open.text().replace(open.recipient().substring(10, 12), "qq");
        assertThat(PublicHalf.parse(changed))
                .as("age recipients carry a checksum")
                .isEmpty();
    }

    @Test
    void theKeyIsTheSameWheneverItIsRead() {
        assertThat(HouseKey.of(key(1)).open()).isEqualTo(SENDER.open());
    }
}
