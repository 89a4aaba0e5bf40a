package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
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

    /** A colleague in the worker's structure to whom the supervisor lends these parts of the file for two weeks. */
    protected Actor lent(String code, boolean writes, Section... sections) {
        Actor reader = actor(person(Role.CASE_WORKER, ngo));
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                reader.code(),
                                "sections",
                                List.of(sections),
                                "mayWrite",
                                writes,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement pendant le congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        return reader;
    }
}
