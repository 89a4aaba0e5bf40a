package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.attachments.Attachment.Kind;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes through the door, and what of it: told by content, written anew, with nothing left that its maker hid. */
@Timeout(60)
class ContentsTest {

    private final Contents contents = new Contents(new Policies(Map.of()));

    private Cleaned clean(byte[] raw, Kind kind) {
        try {
            return contents.clean(raw, kind);
        } catch (Rejected unfit) {
            throw new AssertionError(unfit.code(), unfit);
        }
    }

    private String refused(byte[] raw, Kind kind) {
        Rejected unfit = catchThrowableOfType(Rejected.class, () -> contents.clean(raw, kind));
        assertThat(unfit).isNotNull();
        return unfit.code();
    }

    private static BufferedImage drawn(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---------- what is no such thing

    static Stream<byte[]> strangers() {
        return Stream.of(
                text("<!doctype html><script>alert(1)</script>"),
                text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
                text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
                HexFormat.of().parseHex("504b0304" + "00".repeat(60)),
                HexFormat.of().parseHex("7f454c46" + "00".repeat(60)),
                text("MZ" + "x".repeat(80)),
                text("GIF89a" + "x".repeat(80)),
                text("RIFF....WEBPVP8 " + "x".repeat(80)),
                text("\0\0\0\u0018ftypheic" + "x".repeat(80)),
                text("\0\0\0\u0018ftypavif" + "x".repeat(80)),
                text("RIFF....AVI LIST" + "x".repeat(80)),
                HexFormat.of().parseHex("49492a00" + "00".repeat(60)),
                text("\n\n%PDF-1.4 later than at the beginning"),
                text("#!/bin/sh\nrm -rf /"),
                new byte[0],
                new byte[] {(byte) 0xff});
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void whatIsNotOnTheListIsRefusedWhateverItIsCalled(byte[] stranger) {
        for (Kind kind : Kind.values()) assertThat(refused(stranger, kind)).isEqualTo("attachments.not-allowed");
    }

    @Test
    void everyKindTakesItsOwn() {
        assertThat(refused(Samples.jpeg(20, 20), Kind.VOICE)).isEqualTo("attachments.other-kind");
        assertThat(refused(Samples.wav(), Kind.DOCUMENT)).isEqualTo("attachments.other-kind");
        assertThat(refused(Samples.scan(), Kind.PHOTOGRAPH_OF_PERSON)).isEqualTo("attachments.other-kind");
    }

    @Test
    void everyFamilyHasItsSize() {
        Contents small = new Contents(new Policies(
                Map.of("attachment.picture.max", "1", "attachment.paper.max", "1", "attachment.voice.max", "1")));
        byte[] large = Arrays.copyOf(Samples.jpeg(10, 10), (1 << 20) + 1);
        assertThatThrownBy(() -> small.clean(large, Kind.DRAWING))
                .isInstanceOf(Rejected.class)
                .hasMessage("attachments.too-large");
        assertThat(new Contents(new Policies(Map.of("attachment.voice.max", "900"))).most(Kind.VOICE))
                .isEqualTo(20 << 20);
    }

    /** Beginnings that are right, and then cut, changed or followed by noise: an answer, never an accident. */
    @Test
    void brokenContentsAreRefusedOrKeptAndNeverThrow() {
        Random random = new Random(7);
        for (byte[] whole : all()) {
            Kind kind = Media.of(whole).orElseThrow().isVoice() ? Kind.VOICE : Kind.DOCUMENT;
            for (int n = 0; n < 120; n++) {
                byte[] broken = Arrays.copyOf(whole, n % 3 == 0 ? 1 + random.nextInt(whole.length) : whole.length);
                for (int i = 0; i < 1 + n % 5; i++) broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                try {
                    contents.clean(broken, kind);
                } catch (Rejected expected) {
                    assertThat(expected.code()).startsWith("attachments.");
                }
            }
        }
    }

    private static List<byte[]> all() {
        return List.of(
                Samples.telephone(64, 48, 6),
                Samples.png(64, 48),
                Samples.scan(),
                Samples.wav(),
                Samples.mp3(),
                Samples.m4a("soun"),
                Samples.ogg(true),
                Samples.ogg(false),
                Samples.webm(2));
    }

    @Test
    void nothingOfWhatTheMakerWroteIsLeftInAnything() {
        for (byte[] telling : all()) {
            Media media = Media.of(telling).orElseThrow();
            if (media != Media.PNG && media != Media.PDF)
                assertThat(Samples.tells(telling, Samples.TELLING))
                        .as(media + " tells")
                        .isTrue();
            Cleaned fit = clean(telling, media.isVoice() ? Kind.VOICE : Kind.DOCUMENT);
            assertThat(Samples.tells(fit.bytes(), Samples.TELLING))
                    .as(media.name())
                    .isFalse();
            assertThat(fit.media()).isEqualTo(media);
            assertThat(Media.of(fit.bytes())).contains(media);
        }
    }

    // ---------- pictures

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotographStandsUprightAndTellsNoPlace(int held) throws IOException {
        Cleaned fit = clean(Samples.telephone(400, 300, held), Kind.DOCUMENT);
        BufferedImage kept = drawn(fit.bytes());
        boolean lies = held >= 5;
        assertThat(kept.getWidth()).isEqualTo(lies ? 300 : 400);
        boolean redFirst = List.of(1, 4, 5, 6).contains(held);
        int corner = lies ? kept.getRGB(150, 10) : kept.getRGB(10, 150);
        assertThat((corner >> 16 & 0xff) > 128).isEqualTo(redFirst);
        assertThat(Samples.tells(fit.bytes(), "Exif")).isFalse();
        assertThat(JpegParts.orientation(fit.bytes())).isEqualTo(1);
    }

    @Test
    void theThumbnailIsSmallAndTellsNothingEither() throws IOException {
        for (byte[] picture : List.of(Samples.telephone(1600, 900, 1), Samples.png(900, 1600))) {
            byte[] thumbnail = clean(picture, Kind.DRAWING).thumbnail();
            BufferedImage small = drawn(thumbnail);
            assertThat(Math.max(small.getWidth(), small.getHeight())).isEqualTo(Pictures.THUMBNAIL_SIDE);
            assertThat(Media.of(thumbnail)).contains(Media.JPEG);
            assertThat(Samples.tells(thumbnail, Samples.TELLING)).isFalse();
        }
    }

    @Test
    void aPngLosesItsTextsBeforeAnythingUnpacksThem() throws IOException {
        byte[] talkative = Samples.talkative(40, 30);
        Cleaned fit = clean(talkative, Kind.DRAWING);
        assertThat(drawn(fit.bytes()).getWidth()).isEqualTo(40);
        assertThat(Samples.tells(fit.bytes(), Samples.TELLING)).isFalse();
        assertThat(Samples.tells(PngParts_bare(talkative), "zTXt")).isFalse();
    }

    private static byte[] PngParts_bare(byte[] png) {
        try {
            return PngParts.bare(png);
        } catch (Rejected e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPictureThatWouldUnfoldWithoutEndIsRefusedByWhatItSays() {
        assertThat(refused(Samples.pngThatSays(60_000, 60_000), Kind.DRAWING)).isEqualTo("attachments.too-many-pixels");
        assertThat(refused(Samples.pngThatSays(30_000, 10), Kind.DRAWING)).isEqualTo("attachments.too-many-pixels");
        assertThat(refused(Samples.pngThatSays(0, 10), Kind.DRAWING)).isEqualTo("attachments.unreadable");
    }

    @Test
    void aLargePhotographIsKeptSmallerThanItCame() throws IOException {
        Cleaned fit = clean(Samples.jpeg(5_000, 4_000), Kind.DOCUMENT);
        BufferedImage kept = drawn(fit.bytes());
        assertThat((long) kept.getWidth() * kept.getHeight()).isLessThan(12_600_000);
    }

    @Test
    void aPictureWithAPageBehindItKeepsThePictureAlone() throws IOException {
        byte[] two = Samples.join(Samples.jpeg(50, 50), text("<script>alert(1)</script>"), Samples.wav());
        Cleaned fit = clean(two, Kind.DOCUMENT);
        assertThat(Samples.tells(fit.bytes(), "script")).isFalse();
        assertThat(drawn(fit.bytes()).getWidth()).isEqualTo(50);
    }

    /** The usual streams of ImageIO lie on the disk. */
    @Test
    void noPictureTouchesTheDisk() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        long before = imageFiles(folder);
        clean(Samples.telephone(2_000, 1_500, 6), Kind.DOCUMENT);
        clean(Samples.png(2_000, 1_500), Kind.DOCUMENT);
        assertThat(imageFiles(folder)).isEqualTo(before);
    }

    private static long imageFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("imageio"))
                    .count();
        }
    }

    // ---------- papers

    @Test
    void aPaperKeepsItsPagesAndLosesAuthorPlaceAndTools() throws IOException {
        Cleaned fit = clean(Samples.scan(), Kind.CERTIFICATE);
        try (PDDocument kept = Loader.loadPDF(fit.bytes())) {
            assertThat(kept.getNumberOfPages()).isEqualTo(1);
            assertThat(kept.getDocumentInformation().getAuthor()).isNull();
            assertThat(kept.getDocumentCatalog().getMetadata()).isNull();
            var page = kept.getPage(0).getCOSObject();
            assertThat(page.getString(COSName.getPDFName("Kept"))).isEqualTo("Kept words");
            byte[] photograph = page.getCOSStream(COSName.getPDFName("X"))
                    .createRawInputStream()
                    .readAllBytes();
            assertThat(Samples.tells(photograph, Samples.TELLING)).isFalse();
            assertThat(drawn(photograph).getWidth()).isEqualTo(60);
        }
    }

    @Test
    void aPaperThatActsOrCarriesOtherFilesIsRefused() {
        assertThat(refused(Samples.scripted(), Kind.DOCUMENT)).isEqualTo("attachments.pdf-active");
        for (String name : List.of("JavaScript", "EmbeddedFiles"))
            assertThat(refused(
                            Samples.pdf(paper -> {
                                var names = new org.apache.pdfbox.cos.COSDictionary();
                                names.setItem(COSName.getPDFName(name), new org.apache.pdfbox.cos.COSDictionary());
                                paper.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
                            }),
                            Kind.DOCUMENT))
                    .as(name)
                    .isEqualTo("attachments.pdf-active");
        assertThat(refused(
                        Samples.pdf(paper -> {
                            var act = new org.apache.pdfbox.cos.COSDictionary();
                            act.setName(COSName.S, "Launch");
                            paper.getPage(0).getCOSObject().setItem(COSName.getPDFName("A"), act);
                        }),
                        Kind.DOCUMENT))
                .isEqualTo("attachments.pdf-active");
    }

    @Test
    void aLockedPaperIsRefused() {
        byte[] locked = Samples.pdf(
                paper -> paper.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission())));
        assertThat(refused(locked, Kind.DOCUMENT)).isEqualTo("attachments.pdf-locked");
        byte[] open =
                Samples.pdf(paper -> paper.protect(new StandardProtectionPolicy("owner", "", new AccessPermission())));
        assertThat(refused(open, Kind.DOCUMENT)).isEqualTo("attachments.pdf-locked");
    }

    @Test
    void aPaperThatUnfoldsWithoutEndIsRefusedBeforeItIsRead() {
        byte[] bomb = Samples.packed(new byte[100 << 20]);
        for (String type : List.of("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", "/Type/Obj#53tm/Filter/FlateDecode"))
            assertThat(refused(paperWith("<<" + type + "/Length " + bomb.length + ">>", bomb), Kind.DOCUMENT))
                    .isEqualTo("attachments.pdf-large");
        assertThat(refused(
                        paperWith("<</Type/ObjStm/Filter[/FlateDecode/FlateDecode]/Length 9>>", new byte[9]),
                        Kind.DOCUMENT))
                .isEqualTo("attachments.pdf-large");
        assertThat(refused(text("%PDF-1.4\n" + "[".repeat(2 << 20)), Kind.DOCUMENT))
                .isEqualTo("attachments.pdf-large");
    }

    private static byte[] paperWith(String head, byte[] stream) {
        return Samples.join(
                text("%PDF-1.5\n1 0 obj\n" + head + "\nstream\n"), stream, text("\nendstream\nendobj\n%%EOF"));
    }

    // ---------- voices

    @Test
    void aVoiceKeepsItsSound() {
        String sound = "the sound itself";
        for (byte[] voice : List.of(Samples.m4a("soun"), Samples.ogg(true), Samples.ogg(false), Samples.webm(2))) {
            Cleaned fit = clean(voice, Kind.VOICE);
            assertThat(Samples.tells(fit.bytes(), sound)).isTrue();
            assertThat(fit.bytes()).hasSameSizeAs(voice);
            assertThat(fit.thumbnail()).isNull();
        }
        assertThat(clean(Samples.mp3(), Kind.VOICE).bytes()).isEqualTo(Samples.mp3Frames(5));
        assertThat(clean(Samples.wav(), Kind.VOICE).bytes()).hasSize(12 + 24 + 1008);
    }

    @Test
    void aRecordingLosesItsHour() {
        byte[] hour = {0x7a, 0x7a, 0x7a, 0x7a};
        assertThat(Samples.tells(
                        clean(Samples.m4a("soun"), Kind.VOICE).bytes(), new String(hour, StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Test
    void aFilmIsNoVoice() {
        assertThat(refused(Samples.m4a("vide"), Kind.VOICE)).isEqualTo("attachments.video");
        assertThat(refused(Samples.webm(1), Kind.VOICE)).isEqualTo("attachments.video");
    }

    /** What old telephones record, and no browser plays. */
    @Test
    void aVoiceThatNobodyCouldHearIsRefused() {
        String known = new String(Samples.m4a("soun"), StandardCharsets.ISO_8859_1);
        String old = known.replace("mp4a", "samr");
        assertThat(refused(old.getBytes(StandardCharsets.ISO_8859_1), Kind.VOICE))
                .isEqualTo("attachments.codec");
    }

    /** A page whose checksum does not fit is passed over by every player. */
    @Test
    void theChecksumsOfOggFit() throws Rejected {
        byte[] kept = OggSound.bare(Samples.ogg(false));
        byte[] again = OggSound.bare(kept);
        assertThat(again).isEqualTo(kept);
        // the first page's checksum, computed by another way: bit by bit
        int end = 27 + 1 + 19;
        byte[] page = Arrays.copyOf(kept, end);
        Arrays.fill(page, 22, 26, (byte) 0);
        int sum = 0;
        for (byte one : page) {
            sum ^= (one & 0xff) << 24;
            for (int bit = 0; bit < 8; bit++) sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
        }
        int written = kept[22] & 0xff | (kept[23] & 0xff) << 8 | (kept[24] & 0xff) << 16 | (kept[25] & 0xff) << 24;
        assertThat(written).isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(Media.class)
    void everyMediaHasATypeAndAnEnding(Media media) {
        assertThat(media.type()).contains("/");
        assertThat(media.ending()).matches("[a-z0-9]{3}|webm");
    }

    /** Fifty million bytes at most are drawn at once, whatever a pixel weighs. */
    @ParameterizedTest
    @CsvSource({
        "12600000, 24, 1",
        "12600001, 24, 2",
        "6300000, 64, 1",
        "6300001, 64, 2",
        "40000000, 24, 2",
        "40000000, 64, 3"
    })
    void aHeavyPictureIsReadMoreCoarsely(long pixels, long bits, int step) {
        assertThat(Pictures.step(pixels, bits)).isEqualTo(step);
    }
}
