package org.akoma.ground.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Paints a drawing as PNG. Letters are outlines of the house's font, so that a server without fonts of its own paints them too. */
final class PngPainter {

    private static final int SCALE = 2;
    private static final int MARGIN = 10;
    private static final int STEP = 8;

    private final Graphics2D to;

    private PngPainter(Graphics2D to) {
        this.to = to;
    }

    static byte[] paint(Drawing drawing) {
        BufferedImage picture = new BufferedImage(
                SCALE * (drawing.width() + 2 * MARGIN),
                SCALE * (drawing.height() + 2 * MARGIN),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D to = picture.createGraphics();
        to.setColor(Color.WHITE);
        to.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        to.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        to.scale(SCALE, SCALE);
        to.translate(MARGIN, MARGIN);
        PngPainter painter = new PngPainter(to);
        drawing.marks().forEach(painter::mark);
        to.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return png.toByteArray();
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Mark.Box(var x, var y, var w, var h, var ink) -> fill(new Rectangle2D.Double(x, y, w, h), ink);
            case Mark.Words words -> words(words);
            case Mark.Stroke(var x1, var y1, var x2, var y2, var color) -> {
                to.setStroke(new BasicStroke(1));
                to.setColor(Color.decode(color));
                to.draw(new Line2D.Double(x1, y1, x2, y2));
            }
        }
    }

    private void words(Mark.Words words) {
        Letters letters = Letters.of(words.bold());
        double wide = letters.width(words.text());
        double left = switch (words.side()) {
            case START -> words.x();
            case MIDDLE -> words.x() - wide / 2;
            case END -> words.x() - wide;
        };
        to.setColor(Color.decode(words.color()));
        to.fill(AffineTransform.getTranslateInstance(left + words.shift(), words.y())
                .createTransformedShape(letters.outline(words.text())));
    }

    private void fill(Shape shape, Ink ink) {
        boolean plain = ink.stripes() == Ink.Stripes.NONE;
        Color color = Color.decode(ink.color());
        to.setColor(plain ? color : Color.WHITE);
        to.fill(shape);
        to.setColor(color);
        if (!plain && ink.stripes() != Ink.Stripes.EMPTY) stripes(shape, ink.stripes() == Ink.Stripes.UP);
        to.setStroke(
                ink.stripes() == Ink.Stripes.EMPTY
                        ? new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0)
                        : new BasicStroke(1));
        if (plain) to.setColor(Color.WHITE);
        to.draw(shape);
    }

    private void stripes(Shape shape, boolean up) {
        Shape before = to.getClip();
        Rectangle2D around = shape.getBounds2D();
        to.clip(shape);
        to.setStroke(new BasicStroke(up ? 1.6f : 3f));
        double high = around.getHeight();
        for (double x = around.getX() - high; x < around.getMaxX() + high; x += STEP) {
            double bottom = up ? around.getMaxY() : around.getY();
            double top = up ? around.getY() : around.getMaxY();
            to.draw(new Line2D.Double(x, bottom, x + high, top));
        }
        to.setClip(before);
    }
}
