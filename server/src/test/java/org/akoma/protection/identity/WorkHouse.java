package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker and their supervisor, who open children's files: where the tests of every room on a file begin. */
public abstract class WorkHouse extends HouseIT {

    protected static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    @Autowired
    protected Cases cases;

    @Autowired
    protected Guardians guardians;

    protected Organisation ngo;
    protected Actor worker;
    protected Actor supervisor;

    @BeforeEach
    public void whoWorksHere() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
    }

    /** The file that the worker opened for this child. */
    protected CaseFile opened(OpenCase child) {
        return ((OpenCase.Result.Opened) cases.open(worker, child)).file();
    }

    /** Somebody who answers for the child, before whom a yes can be given. */
    protected void guarded(String code) {
        done(guardians.appoint(
                worker,
                code,
                new AppointGuardian(
                        Ids.next(), Guardian.Kind.RELATIVE, LocalDate.parse("2015-06-09"), "Sa tante", null, null)));
    }

    protected CaseFile now(String code) {
        return cases.find(supervisor, code).orElseThrow();
    }

    protected static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    /** The code of the first rule that stood against it. */
    protected static String refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).errors().getFirst().code();
    }
}
