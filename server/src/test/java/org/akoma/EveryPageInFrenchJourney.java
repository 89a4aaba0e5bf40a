package org.akoma;

import java.util.stream.Stream;
import org.akoma.start.Desk;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every page on an office screen. */
class EveryPageInFrenchJourney extends EveryPage {

    @TestFactory
    Stream<DynamicTest> inFrenchAtTheOffice() {
        return firstOfEachRole()
                .map(username ->
                        DynamicTest.dynamicTest(username, () -> walk(username, desk(Desk.Width.OFFICE, "fr"))));
    }
}
