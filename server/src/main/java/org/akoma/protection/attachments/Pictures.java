package org.akoma.protection.attachments;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a picture anew, upright: what is kept was written here, so that nothing of what came with the pixels stays. Streams are in memory;
 * the usual ones of ImageIO would lay the picture down on the disk.
 */
final class Pictures {

    static final int THUMBNAIL_SIDE = 320;

    private static final float QUALITY = 0.9f;
    private static final float THUMBNAIL_QUALITY = 0.75f;
    private static final int BYTES_OF_A_PIXEL = 4;

    /** Pixels that are drawn and kept: a page of writing photographed at 4000 by 3000 reads well. */
    private static final long MOST_KEPT = 12_600_000;

    /** Longer than any photograph; a strip of one pixel by a hundred million is no picture of a document. */
    private static final int LONGEST_SIDE = 20_000;

    /** Decoding a picture takes up to 130 MiB, which is available once: one picture at a time. */
    private static final ReentrantLock ONE = new ReentrantLock(true);

    private Pictures() {}

    /** @param mostPixels more are refused before a single one is unpacked */
    static Cleaned clean(byte[] raw, Media media, long mostPixels) throws Rejected {
        ONE.lock();
        try {
            return redrawn(raw, media, mostPixels);
        } finally {
            ONE.unlock();
        }
    }

    private static Cleaned redrawn(byte[] raw, Media media, long mostPixels) throws Rejected {
        boolean jpeg = media == Media.JPEG;
        int held = jpeg ? JpegParts.orientation(raw) : 1;
        BufferedImage read = read(jpeg ? JpegParts.bare(raw) : PngParts.bare(raw), media, mostPixels);
        BufferedImage upright = upright(plain(read, jpeg), held);
        byte[] written = jpeg ? jpeg(upright, QUALITY) : png(upright);
        return new Cleaned(media, written, jpeg(smaller(upright), THUMBNAIL_QUALITY));
    }

    private static BufferedImage read(byte[] picture, Media media, long mostPixels) throws Rejected {
        ImageReader reader = reader(media);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in, true, true);
            ImageReadParam how = reader.getDefaultReadParam();
            long bits = bits(reader);
            int step = step(measured(reader, bits, mostPixels), bits);
            how.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, how);
        } catch (IOException | RuntimeException broken) { // the decoders throw what they like at what is not a picture
            throw Rejected.unreadable();
        } finally {
            reader.dispose();
        }
    }

    private static long bits(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        return types.hasNext() ? types.next().getColorModel().getPixelSize() : 8L * BYTES_OF_A_PIXEL;
    }

    private static long measured(ImageReader reader, long bits, long mostPixels) throws IOException, Rejected {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long pixels = (long) width * height;
        if (width > LONGEST_SIDE
                || height > LONGEST_SIDE
                || pixels > mostPixels
                || pixels * bits > mostPixels * BYTES_OF_A_PIXEL * 8)
            throw Rejected.because("attachments.too-many-pixels", mostPixels / 1_000_000);
        return pixels;
    }

    /**
     * Reads every pixel, every second, every third, so that no picture takes more memory than is available.
     *
     * @param bits of a pixel
     */
    static int step(long pixels, long bits) {
        long most = Math.min(MOST_KEPT, MOST_KEPT * BYTES_OF_A_PIXEL * 8 / Math.max(1, bits));
        return (int) Math.ceil(Math.sqrt((double) pixels / most));
    }

    /** The readers of the JDK: others that lie on the path are not asked. */
    private static ImageReader reader(Media media) {
        Iterator<ImageReader> all =
                ImageIO.getImageReadersByFormatName(media.name().toLowerCase(Locale.ROOT));
        while (all.hasNext()) {
            ImageReader one = all.next();
            if (one.getClass().getName().startsWith("com.sun.imageio.")) return one;
        }
        throw new IllegalStateException("This Java reads no " + media);
    }

    /** Eight bits a colour, with no profile of their own; a palette stays one. */
    private static BufferedImage plain(BufferedImage picture, boolean opaque) {
        int type = picture.getType();
        if (type == BufferedImage.TYPE_3BYTE_BGR || type == BufferedImage.TYPE_BYTE_GRAY) return picture;
        if (!opaque && (type == BufferedImage.TYPE_4BYTE_ABGR || type == BufferedImage.TYPE_BYTE_INDEXED))
            return picture;
        boolean seeThrough = !opaque && picture.getColorModel().hasAlpha();
        return drawn(
                picture,
                picture.getWidth(),
                picture.getHeight(),
                seeThrough ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR,
                new AffineTransform());
    }

    private static BufferedImage drawn(
            BufferedImage picture, int width, int height, int type, AffineTransform placing) {
        BufferedImage made = new BufferedImage(width, height, type);
        Graphics2D pen = made.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            if (!made.getColorModel().hasAlpha()) {
                pen.setColor(Color.WHITE);
                pen.fillRect(0, 0, width, height);
            }
            pen.drawImage(picture, placing, null);
        } finally {
            pen.dispose();
        }
        return made;
    }

    /** @param held as EXIF counts: 1 upright, 2 mirrored, 3 upside down, 4 both, 5 to 8 the same lying on a side */
    static BufferedImage upright(BufferedImage picture, int held) {
        if (held == 1) return picture;
        double w = picture.getWidth();
        double h = picture.getHeight();
        AffineTransform turn = switch (held) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
        boolean lies = held >= 5;
        return drawn(
                picture,
                lies ? picture.getHeight() : picture.getWidth(),
                lies ? picture.getWidth() : picture.getHeight(),
                picture.getType(),
                turn);
    }

    /** Halved again and again, so that a page of writing does not become noise. */
    private static BufferedImage smaller(BufferedImage picture) {
        BufferedImage now = picture;
        while (Math.max(now.getWidth(), now.getHeight()) > 2 * THUMBNAIL_SIDE) now = scaled(now, 0.5);
        double rest = (double) THUMBNAIL_SIDE / Math.max(now.getWidth(), now.getHeight());
        return scaled(now, Math.min(1, rest));
    }

    private static BufferedImage scaled(BufferedImage picture, double by) {
        int width = Math.max(1, (int) Math.round(picture.getWidth() * by));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * by));
        return drawn(
                picture,
                width,
                height,
                BufferedImage.TYPE_3BYTE_BGR,
                AffineTransform.getScaleInstance(
                        (double) width / picture.getWidth(), (double) height / picture.getHeight()));
    }

    private static byte[] png(BufferedImage picture) {
        return written(picture, ImageIO.getImageWritersByFormatName("png").next(), null);
    }

    private static byte[] jpeg(BufferedImage picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        return written(picture, writer, how);
    }

    private static byte[] written(BufferedImage picture, ImageWriter writer, @Nullable ImageWriteParam how) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new IllegalStateException("A picture could not be written in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
