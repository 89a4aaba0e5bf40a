package org.akoma.enforcement.operations;

import java.time.LocalDate;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.ground.access.Actor;

/** Persons met during an operation and suspects, recorded as the police do it. */
abstract class PersonsScene extends PoliceScene {

    Screened screened(Actor by) {
        return ((ScreenPerson.Result.Recorded) screenings.screen(
                        by,
                        new ScreenPerson(
                                operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "M", 14, "Vu à Xanadou")))
                .person();
    }

    DecideScreening decision(Screened person, ScreeningStatus status, String slip) {
        return new DecideScreening(operation.code(), person.code(), status, null, null, slip, "Sa carte");
    }

    Suspect suspect(LocalDate facts) {
        return ((RecordSuspect.Result.Recorded) suspects.record(
                        officer,
                        new RecordSuspect(
                                operation.code(),
                                null,
                                "EXPLOITER",
                                facts,
                                facts,
                                null,
                                false,
                                new Suspect.Identity("Kubla Xanadou", "CI", null))))
                .suspect();
    }
}
