package org.akoma;

import java.util.stream.Stream;
import org.akoma.start.Desk;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every page on a phone; roles the other way round, so that axe judges what another role sees. A page that somebody was shown is not opened again. */
class EveryPageInEnglishJourney extends EveryPage {

    @TestFactory
    Stream<DynamicTest> inEnglishOnAPhone() {
        return firstOfEachRole().toList().reversed().stream()
                .map(username -> DynamicTest.dynamicTest(username, () -> walk(username, desk(Desk.Width.PHONE, "en"))));
    }
}
