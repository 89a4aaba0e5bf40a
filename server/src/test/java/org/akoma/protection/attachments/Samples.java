package org.akoma.protection.attachments;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;

/** Contents as phones, scanners and recorders make them, with places and names in every corner where such things are written. */
public final class Samples {

    /** Written where a camera, a recorder or a program writes what it knows. */
    public static final String TELLING = "Quartier-Bardot-Lat-4.7485";

    private Samples() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) whole.writeBytes(part);
        return whole.toByteArray();
    }

    private static byte[] big(int value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) bytes[i] = (byte) (value >>> 8 * (width - 1 - i));
        return bytes;
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    public static boolean tells(byte[] content, String word) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String wide = new String(content, StandardCharsets.UTF_16BE);
        return text.contains(word) || wide.contains(word);
    }

    /** The left half is red, the right half blue: so that it shows which way it is turned. */
    public static BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++)
            for (int y = 0; y < height; y++) picture.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
        return picture;
    }

    public static byte[] written(BufferedImage picture, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] jpeg(int width, int height) {
        return written(picture(width, height), "jpg");
    }

    /** As a telephone writes it: EXIF with how it was held and where, a comment, and something after its end. */
    public static byte[] telephone(int width, int height, int held) {
        byte[] plain = jpeg(width, height);
        byte[] exif = join(
                bytes("Exif\0\0MM\0*"),
                big(8, 4),
                big(2, 2),
                big(0x0112, 2),
                big(3, 2),
                big(1, 4),
                big(held, 2),
                big(0, 2),
                big(0x8825, 2),
                big(4, 2),
                big(1, 4),
                big(38, 4),
                big(0, 4),
                bytes(TELLING));
        return join(
                new byte[] {(byte) 0xff, (byte) 0xd8},
                segment(0xe1, exif),
                segment(0xed, bytes("Photoshop 3.0\0" + TELLING)),
                segment(0xfe, bytes(TELLING)),
                java.util.Arrays.copyOfRange(plain, 2, plain.length),
                bytes(TELLING));
    }

    private static byte[] segment(int marker, byte[] body) {
        return join(new byte[] {(byte) 0xff, (byte) marker}, big(body.length + 2, 2), body);
    }

    public static byte[] png(int width, int height) {
        return written(picture(width, height), "png");
    }

    public static byte[] chunk(String type, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(bytes(type));
        sum.update(body);
        return join(big(body.length, 4), bytes(type), body, big((int) sum.getValue(), 4));
    }

    /** With a text, a packed text that unfolds without end, an orientation and a profile, before the picture. */
    public static byte[] talkative(int width, int height) {
        byte[] plain = png(width, height);
        int afterHead = 8 + 25;
        return join(
                java.util.Arrays.copyOf(plain, afterHead),
                chunk("tEXt", bytes("Location\0" + TELLING)),
                chunk("eXIf", bytes("MM\0*" + TELLING)),
                chunk("zTXt", join(bytes("Comment\0\0"), packed(new byte[200 << 20]))),
                java.util.Arrays.copyOfRange(plain, afterHead, plain.length),
                bytes(TELLING));
    }

    public static byte[] packed(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(plain);
        deflater.finish();
        byte[] piece = new byte[64 << 10];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!deflater.finished()) out.write(piece, 0, deflater.deflate(piece));
        deflater.end();
        return out.toByteArray();
    }

    /** Some hundred bytes that ask for so many pixels. */
    public static byte[] pngThatSays(int width, int height) {
        byte[] head = join(big(width, 4), big(height, 4), new byte[] {8, 2, 0, 0, 0});
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                chunk("IHDR", head),
                chunk("IDAT", packed(new byte[1000])),
                chunk("IEND", new byte[0]));
    }

    public interface Change {
        void to(PDDocument paper) throws IOException;
    }

    public static byte[] pdf(Change change) {
        try (PDDocument paper = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            paper.addPage(new PDPage());
            change.to(paper);
            paper.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a scanner's program writes it: author, XMP, and a photograph with its place. */
    public static byte[] scan() {
        return pdf(paper -> {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setAuthor(TELLING);
            about.setTitle(TELLING);
            paper.setDocumentInformation(about);
            PDMetadata xmp = new PDMetadata(paper);
            xmp.importXMPMetadata(bytes("<x>" + TELLING + "</x>"));
            paper.getDocumentCatalog().setMetadata(xmp);
            COSStream photograph = paper.getDocument().createCOSStream();
            photograph.setItem(COSName.TYPE, COSName.XOBJECT);
            photograph.setItem(COSName.SUBTYPE, COSName.IMAGE);
            photograph.setInt(COSName.WIDTH, 60);
            photograph.setInt(COSName.HEIGHT, 40);
            photograph.setItem(COSName.FILTER, COSName.DCT_DECODE);
            try (OutputStream out = photograph.createRawOutputStream()) {
                out.write(telephone(60, 40, 1));
            }
            paper.getPage(0).getCOSObject().setItem(COSName.getPDFName("X"), photograph);
            paper.getPage(0).getCOSObject().setItem(COSName.getPDFName("Kept"), new COSString("Kept words"));
        });
    }

    public static byte[] scripted() {
        return pdf(paper -> paper.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
    }

    public static byte[] wav() {
        byte[] list = join(bytes("INFOICMT"), little(TELLING.length()), bytes(TELLING));
        byte[] body = join(
                bytes("WAVE"),
                bytes("fmt "),
                little(16),
                new byte[] {1, 0, 1, 0},
                little(8000),
                little(8000),
                new byte[] {1, 0, 8, 0},
                bytes("LIST"),
                little(list.length),
                list,
                bytes("data"),
                little(1000),
                new byte[1000],
                bytes("id3 "),
                little(TELLING.length()),
                bytes(TELLING));
        return join(bytes("RIFF"), little(body.length), body);
    }

    /** 128 kbit/s at 44.1 kHz: frames of 417 bytes. */
    public static byte[] mp3Frames(int n) {
        byte[] frame = new byte[417];
        frame[0] = (byte) 0xff;
        frame[1] = (byte) 0xfb;
        frame[2] = (byte) 0x90;
        byte[][] all = new byte[n][];
        java.util.Arrays.fill(all, frame);
        return join(all);
    }

    public static byte[] mp3() {
        byte[] tag = new byte[128];
        System.arraycopy(bytes("TAG" + TELLING), 0, tag, 0, 3 + TELLING.length());
        byte[] label = join(bytes("TIT2"), big(TELLING.length(), 4), new byte[2], bytes(TELLING));
        byte[] head = join(bytes("ID3"), new byte[] {3, 0, 0, 0, 0, 0, (byte) label.length}, label);
        return join(head, mp3Frames(5), tag);
    }

    public static byte[] box(String name, byte[]... inside) {
        byte[] body = join(inside);
        return join(big(body.length + 8, 4), bytes(name), body);
    }

    /** @param handler soun or vide */
    public static byte[] m4a(String handler) {
        byte[] dated = join(new byte[4], big(0x7A7A7A7A, 4), big(0x7A7A7A7A, 4), new byte[12]);
        byte[] spoken = box("stsd", new byte[4], big(1, 4), box("mp4a", new byte[28]));
        byte[] told = join(new byte[8], bytes(handler), new byte[12], bytes("Recorder\0"));
        return join(
                box("ftyp", bytes("M4A \0\0\0\0")),
                box(
                        "moov",
                        box("mvhd", dated),
                        box(
                                "trak",
                                box("tkhd", dated),
                                box("mdia", box("mdhd", dated), box("hdlr", told), box("minf", box("stbl", spoken)))),
                        box("udta", box("\u00a9xyz", bytes(TELLING)), box("meta", bytes(TELLING)))),
                box("free", bytes(TELLING)),
                box("mdat", bytes("the sound itself")));
    }

    public static byte[] ogg(boolean vorbis) {
        byte[] comment = join(little(6), bytes("vendor"), little(1), little(TELLING.length()), bytes(TELLING));
        byte[] head = vorbis ? bytes("\u0001vorbis" + "x".repeat(23)) : bytes("OpusHead" + "x".repeat(11));
        byte[] second = vorbis
                ? join(bytes("\u0003vorbis"), comment, new byte[] {1})
                : join(bytes("OpusTags"), comment, new byte[300]);
        byte[] third = vorbis ? bytes("\u0005vorbis-setup") : bytes("sound");
        return join(page(2, 0, head), page(0, 1, second, third), page(4, 2, bytes("the sound itself")));
    }

    /** One page with these packets, each whole. Its checksum is left for others to compute. */
    private static byte[] page(int flags, int number, byte[]... packets) {
        ByteArrayOutputStream lacing = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= 255; left -= 255) lacing.write(255);
            lacing.write(packet.length % 255);
        }
        byte[] table = lacing.toByteArray();
        return join(
                bytes("OggS"),
                new byte[] {0, (byte) flags},
                new byte[8],
                little(7),
                little(number),
                new byte[4],
                new byte[] {(byte) table.length},
                table,
                join(packets));
    }

    public static byte[] element(long id, byte[]... inside) {
        byte[] body = join(inside);
        int width = (64 - Long.numberOfLeadingZeros(id) + 7) / 8;
        return join(big((int) id, width), new byte[] {0x10}, big(body.length, 3), body);
    }

    /**
     * As a browser's recorder writes it: a segment and a cluster of unknown length.
     *
     * @param type 2 = sound, 1 = film
     */
    public static byte[] webm(int type) {
        byte[] unknown = {1, -1, -1, -1, -1, -1, -1, -1};
        return join(
                element(0x1A45DFA3L, element(0x4282L, bytes("webm"))),
                big(0x18538067, 4),
                unknown,
                element(0x1549A966L, element(0x2AD7B1L, big(1_000_000, 4)), element(0x7BA9L, bytes(TELLING))),
                element(
                        0x1654AE6BL,
                        element(0xAEL, element(0x83L, new byte[] {(byte) type}), element(0x86L, bytes("A_OPUS")))),
                element(0x1254C367L, bytes(TELLING)),
                big(0x1F43B675, 4),
                unknown,
                element(0xE7L, new byte[] {0}),
                element(0xA3L, bytes("the sound itself")),
                element(0x1254C367L, bytes(TELLING)));
    }
}
