package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A school is let into a file only where the child is enrolled there, and no longer: straight SQL of the worker's own login (trust.md, G2). */
class PupilGrantsIT extends AidHouse {

    @Autowired
    Enrolments enrolments;

    /** Found before the terms begin. */
    @Override
    public String child(int age) {
        String code = super.child(age);
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = '2015-09-14T08:00:00Z' where code = '" + code + "'");
        return code;
    }

    private String grant(UUID file, UUID desk, boolean writes) {
        return "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                + Ids.next() + "', '" + file + "', 'DESK', '" + desk + "', 256, " + writes
                + ", access.moment(), 'ENROLMENT', '" + worker.personId() + "')";
    }

    @Test
    void onlyTheSchoolOfTheChildIsLetIn() throws SQLException {
        Organisation school = structure(Organisation.Kind.PROVIDER);
        Organisation other = structure(Organisation.Kind.PROVIDER);
        Actor teacher = actor(person(Role.PROVIDER, school));
        String child = child(12);
        UUID file = file(child).id();
        assertThat(LoginSql.refusal(worker, clock.instant(), grant(file, school.deskId(), false)))
                .contains("assistance.school-no-agreement");
        String code = institution(school);
        assertThat(refused(enrolments.enrol(worker, child, SchoolingIT.school(code))))
                .isEqualTo("assistance.school-no-agreement");
        agreed(school);
        agreed(other);
        assertThat(refused(enrolments.enrol(worker, child, SchoolingIT.school(code))))
                .isEqualTo("assistance.school-no-consent");
        shares(child, Consent.Status.GIVEN);
        Enrolment pupil = done(enrolments.enrol(worker, child, SchoolingIT.school(code)));
        assertThat(cases.find(teacher, child)).isPresent();
        for (String attack : new String[] {"file_open = false", "worker_id = supervisor_id"})
            assertThat(LoginSql.refusal(
                            worker,
                            clock.instant(),
                            "update assistance.enrolment set " + attack + " where id = '" + pupil.id() + "'"))
                    .as(attack)
                    .contains("assistance.not-the-files-hands");
        assertThat(LoginSql.refusal(worker, clock.instant(), grant(file, other.deskId(), false)))
                .contains("assistance.no-such-enrolment");
        assertThat(LoginSql.refusal(worker, clock.instant(), grant(file, school.deskId(), true)))
                .contains("assistance.no-such-enrolment");
        SqlAs.change(worker, clock.instant(), grant(file, school.deskId(), false));
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
        shares(child, Consent.Status.WITHDRAWN);
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(cases.find(teacher, child)).as("after a no to sharing").isEmpty();
        assertThat(LoginSql.refusal(worker, clock.instant(), grant(file, school.deskId(), false)))
                .contains("assistance.school-no-agreement");
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
        shares(supervisor, child, Consent.Status.GIVEN);
        SqlAs.change(worker, clock.instant(), grant(file, school.deskId(), false));
        assertThat(cases.find(teacher, child)).isPresent();
        SqlAs.change(
                worker,
                clock.instant(),
                "update assistance.enrolment set ends_on = starts_on + 1, end_reason = 'OTHER' where id = '"
                        + pupil.id() + "'");
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(cases.find(teacher, child))
                .as("after the last enrolment there")
                .isEmpty();
        assertThat(LoginSql.refusal(worker, clock.instant(), grant(file, school.deskId(), false)))
                .contains("assistance.no-such-enrolment");
    }

    /** What a school of another structure sees lasts as long as the agreement, and goes on with the next one. */
    @Test
    void theSchoolSeesAsLongAsTheAgreementLasts() throws SQLException {
        Organisation school = structure(Organisation.Kind.PROVIDER);
        Actor teacher = actor(person(Role.PROVIDER, school));
        String child = child(12);
        String code = institution(school);
        agreed(school);
        shares(child, Consent.Status.GIVEN);
        done(enrolments.enrol(worker, child, SchoolingIT.school(code)));
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant(),
                        "update access.file_grant set valid_until = access.moment() where reason = 'ENROLMENT' and grantee = '"
                                + school.deskId() + "'"))
                .contains("assistance.enrolment-goes-on");
        String seen = "select count(*) from access.held g join cases.file_code f on f.id = g.file_id where f.code = '"
                + child + "'";
        assertThat(SqlAs.number(teacher, Instant.parse("2016-05-31T08:00:00Z"), seen))
                .isEqualTo(1);
        assertThat(SqlAs.number(teacher, Instant.parse("2016-06-01T08:00:00Z"), seen))
                .isZero();
        SqlAs.change(
                supervisor,
                clock.instant(),
                "update access.sharing_agreement set ended_on = '2015-11-16', ended_by = access.actor() where to_id = '"
                        + school.id() + "'");
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));
        assertThat(SqlAs.number(teacher, clock.instant(), seen)).isZero();
        agreed(school);
        assertThat(SqlAs.number(teacher, clock.instant().plusSeconds(1), seen)).isEqualTo(1);
    }
}
