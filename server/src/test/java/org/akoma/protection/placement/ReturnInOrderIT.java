package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;

/** A child who has left for another country does not turn back there by a state that is written anew ({@code trust.md 3}). */
class ReturnInOrderIT extends CareHouse {

    private UUID homecoming(String code, FamilyReturn.State state, boolean left) {
        UUID id = Ids.next();
        TestDatabase.ownerDoes(
                "delete from cases.homecoming where file_id = '" + now(code).id() + "'");
        TestDatabase.ownerDoes(
                "insert into cases.homecoming (id, file_id, to_country, cross_border, state, accepted_on, departed_on, recorded_by, sealed) values ('"
                        + id
                        + "', '" + now(code).id() + "', 'GH', true, '" + state + "', "
                        + (left ? "'2015-11-09', '2015-11-10'" : "null, null") + ", '"
                        + worker.personId() + "', '\\x00')");
        return id;
    }

    private int becomes(UUID homecoming, FamilyReturn.State next) throws SQLException {
        return SqlAs.change(
                worker,
                clock.instant(),
                "update cases.homecoming set state = '" + next + "', version = version + 1 where id = '" + homecoming
                        + "'");
    }

    @Test
    void noStateFollowsThatTheRuleDoesNotName() {
        String code = file("M", 14);
        for (FamilyReturn.State before : FamilyReturn.State.values())
            for (FamilyReturn.State next : FamilyReturn.State.values()) {
                if (next == before || before.mayBecome(next)) continue;
                UUID one = homecoming(code, before, false);
                assertThatThrownBy(() -> becomes(one, next))
                        .as(before + " to " + next)
                        .hasMessageContaining("cases.homecoming-order");
            }
    }

    private Answer back(String code, Shelter shelter) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements",
                        Map.of(
                                "kind",
                                "SHELTER",
                                "shelter",
                                shelter.code(),
                                "country",
                                "CI",
                                "since",
                                "2015-11-16",
                                "reason",
                                "SAFETY"));
    }

    /** Lives abroad since a homecoming that says it is stopped: it turns back only where the child has not left. */
    private String abroad(boolean left) {
        String code = active();
        String place =
                "insert into cases.placement (id, file_id, kind, state, country, since, until, recorded_by, approved_by, approved_at, sealed) values ('"
                        + Ids.next() + "', '" + now(code).id() + "', 'FOSTER_FAMILY', '%s', '%s', '%s', %s, '"
                        + worker.personId() + "', '"
                        + supervisor.personId() + "', now(), '\\x00')";
        TestDatabase.ownerDoes(place.formatted("ENDED", "CI", "2015-11-01", "'2015-11-10'"));
        TestDatabase.ownerDoes(place.replaceFirst("values \\('[^']*'", "values ('" + Ids.next() + "'")
                .formatted("CURRENT", "GH", "2015-11-10", "null"));
        homecoming(code, FamilyReturn.State.SUSPENDED, left);
        return code;
    }

    @Test
    void whoHasDepartedDoesNotTurnBack() {
        Shelter shelter = shelter(4, Shelter.SexRule.MIXED);
        assertThat(back(abroad(false), shelter).status()).isEqualTo(201);
        Answer gone = back(abroad(true), shelter);
        assertThat(gone.status()).isEqualTo(422);
        assertThat(gone.body()).contains("cases.placement-unaccepted");
    }

    /** Beside a home stands the last one that was agreed to: a move that nobody confirmed hides it not. */
    @Test
    void whatIsShownAsBeforeWasAgreedTo() {
        String code = active();
        fostered(code, "CI");
        assertThat(back(code, shelter(2, Shelter.SexRule.MIXED))
                        .json()
                        .path("move")
                        .asString())
                .isEqualTo("WAITING");
        PlaceChild next = place(Placement.Kind.RESIDENTIAL_CARE, null, Placement.Reason.OTHER);
        done(placements.place(worker, code, next));
        assertThat(waiting(Placements.HOME, next.id()).fields()).containsEntry("kind.before", "FOSTER_FAMILY");
    }
}
