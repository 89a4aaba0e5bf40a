package org.akoma.cases;

import java.time.Instant;
import java.util.UUID;

/** What a nurse, doctor or psychologist did (C4). @param detail sealed; who does not hold HEALTH learns only when the first screening was */
public record Medical(UUID id, Instant at, Kind kind, boolean urgent, String detail, UUID recordedBy) {

    public enum Kind {
        SCREENING,
        TREATMENT,
        PSYCHOLOGY
    }
}
