package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A shelter into which a child is brought on its way is left by two people like any other, while a danger runs ({@code trust.md 3}). */
class StayOnTheWayIT extends DangerHouse {

    private String code;
    private UUID way;

    private PlanReturn to(@Nullable Integer version, FamilyReturn.State state) {
        return to("ML", way, version, state);
    }

    @Test
    void nobodyAloneEndsItPastTheApplication() {
        code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        way = Ids.next();
        done(familyReturns.plan(worker, code, to(null, FamilyReturn.State.PLANNED)));
        accepted(code, to(1, FamilyReturn.State.ACCEPTED));
        fostered(code, "ML");
        later();
        done(familyReturns.plan(worker, code, to(2, FamilyReturn.State.DEPARTED)));
        later();
        raise(supervisor, code, AT_HOME, "Il attend");
        Placement bed = done(placements.place(
                worker,
                code,
                place(Placement.Kind.SHELTER, shelter(2, Shelter.SexRule.MIXED).code(), Placement.Reason.SAFETY)));
        assertThat(bed.state()).isEqualTo(Placement.State.CURRENT);
        later();
        for (String touched :
                new String[] {"", "update cases.homecoming set version = version + 1 where id = '" + way + "';"})
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "do $$ begin " + touched
                                    + " update cases.placement set state = 'ENDED', until = since, end_reason = 'OTHER', version = version + 1 where id = '"
                                    + bed.id() + "'; end $$"))
                    .as(touched)
                    .hasStackTraceContaining("cases.stay-in-danger");
    }
}
