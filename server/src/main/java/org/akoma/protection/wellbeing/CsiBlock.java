package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import org.akoma.protection.overview.FollowupFigures;
import org.springframework.stereotype.Component;

/** The {@code csi} of the figures on follow-up. */
@Component
class CsiBlock implements FollowupFigures {

    private final StatusIndexes indexes;

    CsiBlock(StatusIndexes indexes) {
        this.indexes = indexes;
    }

    @Override
    public String block() {
        return "csi";
    }

    @Override
    public Object asOf(LocalDate day) {
        return indexes.figures(day);
    }
}
