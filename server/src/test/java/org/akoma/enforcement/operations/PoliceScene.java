package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.airlock.slips.ConfirmCare;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.Slips;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.enforcement.suspects.Suspects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A running operation with one site, an officer and a coordinator of two police structures, and a care structure with a worker. */
abstract class PoliceScene extends HouseIT {

    static final Instant FOUND = Instant.parse("2015-11-15T06:00:00Z");
    static final Instant HANDED = Instant.parse("2015-11-15T20:00:00Z");

    @Autowired
    CareRequests care;

    @Autowired
    Operations operations;

    @Autowired
    PublishedFigures figures;

    @Autowired
    Screenings screenings;

    @Autowired
    Suspects suspects;

    @Autowired
    Slips slips;

    Organisation bureau;
    Organisation police;
    Organisation stranger;
    Organisation ngo;
    Actor coordinator;
    Actor officer;
    Actor outsider;
    Actor worker;
    Operation operation;

    @BeforeEach
    void anOperationUnderWay() {
        bureau = structure(Organisation.Kind.LAW_ENFORCEMENT);
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        stranger = structure(Organisation.Kind.LAW_ENFORCEMENT);
        ngo = structure(Organisation.Kind.NGO);
        coordinator = actor(person(Role.LE_COORDINATOR, bureau));
        officer = actor(person(Role.LE_OFFICER, police));
        outsider = actor(person(Role.LE_OFFICER, stranger));
        worker = actor(person(Role.CASE_WORKER, ngo));
        operation = confirmed(planned(fresh("OP"), 40, 48, ngo.code()));
        operation = ((MoveOperation.Result.Moved) operations.move(
                        coordinator, new MoveOperation(operation.code(), operation.version(), OperationStatus.RUNNING)))
                .operation();
        operations.addSite(
                officer, new AddSite(operation.code(), "SITE-01", "COCOA", "au nord de la ville de Xanadou"));
    }

    /** The operation ends: until then nobody outside it reads a figure of it. */
    void over() {
        operation = ((MoveOperation.Result.Moved) operations.move(
                        coordinator, new MoveOperation(operation.code(), operation.version(), OperationStatus.CLOSED)))
                .operation();
    }

    Operation planned(String code, int expected, int capacity, String confirmedBy) {
        OperationPlan plan = plan(expected, capacity, confirmedBy, Set.of(bureau.code(), police.code()));
        return ((PlanOperation.Result.Planned) operations.plan(coordinator, new PlanOperation(Ids.next(), code, plan)))
                .operation();
    }

    /** As care confirmed it, with an account of its own. */
    Operation confirmed(Operation planned) {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(care.confirm(supervisor, new ConfirmCare(planned.id(), List.of("mos"), 2, true)))
                .isInstanceOf(ConfirmCare.Result.Confirmed.class);
        return operations.find(coordinator, planned.code()).orElseThrow();
    }

    static OperationPlan plan(int expected, int capacity, String confirmedBy, Set<String> participants) {
        return new OperationPlan(
                "CI",
                LocalDate.of(2015, 11, 14),
                null,
                List.of("COCOA", "TRADE"),
                "Xanadou",
                197,
                expected,
                capacity,
                confirmedBy,
                confirmedBy == null ? null : LocalDate.of(2015, 11, 10),
                new LinkedHashSet<>(participants));
    }

    SlipContent content(int child, Actor receiver, Instant handed) {
        return new SlipContent(
                "SITE-01",
                FOUND,
                handed,
                null,
                new SlipContent.Receiver(receiver.personId(), "", receiver.organisationId(), ""),
                child,
                "M",
                14,
                false,
                "mos",
                "TIRED_HUNGRY",
                "Un sac brodé de Xanadou");
    }

    Slip written(int child) {
        WriteSlip command = new WriteSlip(Ids.next(), operation.code(), content(child, worker, HANDED));
        return ((WriteSlip.Result.Written) slips.write(officer, command)).slip();
    }

    /** Enters as the person through a login, runs the statements, answers the first value of the last, rolls back. */
    static String sql(Compartment login, Actor person, String... statements) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (person != null) statement.execute(TestDatabase.entering(person.personId(), "2015-11-16T23:00Z"));
            for (int i = 0; i < statements.length - 1; i++) statement.execute(statements[i]);
            boolean rows = statement.execute(statements[statements.length - 1]);
            try {
                if (!rows) return String.valueOf(statement.getUpdateCount());
                statement.getResultSet().next();
                return statement.getResultSet().getString(1);
            } finally {
                connection.rollback();
            }
        }
    }
}
