package org.akoma;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.akoma.start.Desk;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A journey in a real Chromium through the demo that all journeys share. When one fails, a picture of every open desk is left in
 * {@code server/target/journeys}.
 */
abstract class Browsing {

    static final Path PICTURES = Path.of("target", "journeys");

    private static final Browser CHROMIUM = new TestChromium().browser();

    static final DemoHouse HOUSE = DemoHouse.open();

    private final List<Desk> desks = new ArrayList<>();

    /** A browser of its own, in which nobody has signed in. */
    Desk desk(Desk.Width width, String language) {
        Desk desk = new Desk(CHROMIUM, HOUSE.address(), width, language);
        desks.add(desk);
        return desk;
    }

    /** A browser of its own, in French, on a wide screen, in which this person has signed in. */
    Desk desk(String username) {
        return desk(Desk.Width.OFFICE, "fr").signIn(username);
    }

    @RegisterExtension
    final AfterEachCallback leave = context -> {
        for (int i = 0; i < desks.size(); i++) {
            if (context.getExecutionException().isPresent()) desks.get(i).picture(PICTURES.resolve(name(context, i)));
            desks.get(i).close();
        }
    };

    private static String name(ExtensionContext context, int desk) {
        return context.getRequiredTestClass().getSimpleName() + "-"
                + context.getDisplayName().replaceAll("\\W+", "") + "-" + desk + ".png";
    }
}
