package org.akoma.protection.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A child's file with a home, a visit to come and a past, and the people to whom corners of it are opened. */
public abstract class LeastHouse extends HouseIT {

    @Autowired
    protected Cases cases;

    @Autowired
    protected CaseFiles store;

    @Autowired
    protected Grants grants;

    protected Organisation ngo;
    protected Organisation ministry;
    protected Organisation clinic;
    protected String supervisor;
    protected String worker;
    protected String officer;
    protected String provider;
    protected UUID shelter;
    protected String shelterManager;
    protected String projectManager;
    protected CaseFile file;

    @BeforeEach
    public void aFileAndWhoSeesCornersOfIt() {
        ngo = structure(Organisation.Kind.NGO);
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        clinic = structure(Organisation.Kind.PROVIDER);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        officer = person(Role.MINISTRY_OFFICER, ministry);
        provider = person(Role.PROVIDER, clinic);
        shelter = Ids.next();
        shelterManager = person(Role.SHELTER_MANAGER, ngo, shelter, null);
        projectManager = person(Role.PROJECT_MANAGER, ngo);
        file = opened("Perle");
        recorded();
        TestDatabase.ownerDoes("update cases.case_file set care = 'SHELTER' where id = '" + file.id() + "'");
        turn(CaseFiles.Turn.CARE, "SHELTER");
        turn(CaseFiles.Turn.RISK, "HIGH");
        turn(CaseFiles.Turn.NEXT_VISIT, "2015-11-01");
        turn(CaseFiles.Turn.LOST, "2015-11-02");
    }

    /** The records that the file's own row repeats. */
    private void recorded() {
        String by = "'" + file.id() + "', '" + clock.instant() + "', '"
                + actor(worker).personId() + "', '')";
        TestDatabase.ownerDoes(
                "insert into cases.assessment (id, kind, risk, file_id, at, author, sealed) values (gen_random_uuid(), 'INITIAL', 'HIGH', "
                        + by);
        TestDatabase.ownerDoes(
                "insert into followup.visit (id, type, planned_on, by_calendar, file_id, planned_at, planned_by, organisation_id, worker_id)"
                        + " values (gen_random_uuid(), 'ROUTINE', '2015-11-01', false, '" + file.id() + "', '"
                        + clock.instant() + "', '" + actor(worker).personId() + "', '" + ngo.id() + "', '"
                        + actor(worker).personId() + "')");
        TestDatabase.ownerDoes(
                "insert into cases.search_step (id, step, file_id, at, recorded_by, sealed) values (gen_random_uuid(), 'FLAGGED', "
                        + by);
    }

    protected CaseFile opened(String alias) {
        OpenCase command = FilePagesIT.opening(Ids.next(), alias);
        return ((OpenCase.Result.Opened) cases.open(actor(worker), command)).file();
    }

    protected void turn(CaseFiles.Turn what, Object value) {
        transactions.doAs(actor(worker), () -> store.turn(file.id(), what, value, clock.instant()));
    }

    protected void refer(Organisation to, Section... sections) {
        give(Grant.Kind.DESK, to.deskId(), Grant.Reason.REFERRAL, sections);
    }

    protected void houseIn(Section... sections) {
        give(Grant.Kind.UNIT, shelter, Grant.Reason.SHELTER_STAY, sections);
    }

    protected void give(Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        Instant until = reason == Grant.Reason.SHARED ? clock.instant().plus(Duration.ofDays(7)) : null;
        Grant grant = grants.starting(file.id(), kind, grantee, Set.of(sections), false, until, reason);
        if (reason != Grant.Reason.SHARED) LoginSql.give(grant, actor(worker).personId());
        else transactions.doAs(actor(worker), () -> grants.give(actor(worker), grant));
    }
}
