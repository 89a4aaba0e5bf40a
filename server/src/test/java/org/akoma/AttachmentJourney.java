package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.akoma.protection.attachments.Samples;
import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;

/** A drawing is sent in parts by the page's script, over a line that breaks; what is refused is said beside its field. */
class AttachmentJourney extends Browsing {

    private static final String FILE = "/cases/AK-001/attachments";

    @Test
    void aDrawingArrivesThoughTheLineBreaks() {
        Desk desk = desk("sw-01").go(FILE + "/new").type("title", Typed.DRAWING);
        Page page = desk.page();
        fill(page, "DRAWING", "NOTES", Samples.written(noise(800, 700), "png"));
        AtomicInteger parts = new AtomicInteger();
        page.route("**/upload", route -> {
            if (parts.incrementAndGet() == 2) {
                route.fetch(); // it arrives, and the answer is lost
                route.abort("connectionreset");
            } else route.resume();
        });
        page.locator("form[data-send] button[type=submit]").click();
        page.waitForURL("**/attachments?done=**");
        assertThat(parts.get()).isGreaterThan(3);
        assertThat(page.locator("main").innerText()).contains(Typed.DRAWING);
        desk.forgiveABrokenLine().go(FILE);
        desk.follow(Typed.DRAWING);
        assertThat(page.locator("img.piece__whole").evaluate("it => it.decode().then(() => it.naturalWidth)"))
                .isEqualTo(800);
    }

    @Test
    void aFaceIsRefusedBesideItsField() {
        Desk desk = desk(Desk.Width.PHONE, "fr").signIn("sw-01").go(FILE + "/new");
        Page page = desk.page();
        fill(page, "PHOTOGRAPH_OF_PERSON", "IDENTITY", Samples.written(noise(60, 60), "jpg"));
        page.locator("form[data-send] button[type=submit]").click();
        Locator why = page.locator("#faceReason-error");
        why.waitFor();
        assertThat(why.innerText()).contains("que pour une raison");
        assertThat(page.locator("#faceReason").evaluate("it => it === document.activeElement"))
                .isEqualTo(true);
        desk.look();
    }

    private static void fill(Page page, String kind, String section, byte[] content) {
        page.locator("#file").setInputFiles(new FilePayload("IMG_0001.png", "image/png", content));
        page.locator("input[name=kind][value=" + kind + "]").check();
        page.locator("input[name=face][value=false]").check();
        page.locator("#section").selectOption(section);
    }

    /** What no packing makes small. */
    private static BufferedImage noise(int width, int height) {
        Random random = new Random(1);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) for (int y = 0; y < height; y++) picture.setRGB(x, y, random.nextInt());
        return picture;
    }
}
