package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.Test;

/** Who receives referrals no more and still reads by one that runs is among the readers of an agreement. */
class RunningReferralReadersIT extends WorkHouse {

    @Test
    void whoReadsByARunningReferralIsShown() throws SQLException {
        clock.moveTo(MORNING);
        Organisation clinic = structure(Organisation.Kind.NGO);
        Actor before = actor(person(Role.CASE_WORKER, clinic));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        String query = "/api/v1/agreements/readers?from=%s&to=%s&sections=HEALTH".formatted(ngo.code(), clinic.code());
        assertThat(api(manager.username()).get(query).body()).doesNotContain(before.code());
        LoginSql.give(
                new Grant(
                        Ids.next(),
                        opened(SomeChild.named("Awa")).id(),
                        Grant.Kind.PERSON,
                        before.personId(),
                        EnumSet.of(Section.STATUS, Section.PLACEMENT),
                        false,
                        MORNING.minusSeconds(60),
                        MORNING.plus(Duration.ofDays(30)),
                        Grant.Reason.REFERRAL),
                worker.personId());
        assertThat(api(manager.username()).get(query).body()).contains(before.code(), "PLACEMENT");
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        assertThat(LoginSql.answer(
                        stranger,
                        clock.instant(),
                        "select count(*) from access.reads_by_referral('" + ngo.id() + "', '" + clinic.id() + "')"))
                .isEqualTo("0");
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(api(manager.username()).get(query).body()).doesNotContain(before.code());
    }
}
