package org.akoma.protection.messages;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Two structures of care with their people, one of the police, and a child's file, for the tests of conversations and conferences. */
abstract class TalkHouse extends WorkHouse {

    @Autowired
    Conversations conversations;

    @Autowired
    Messages messages;

    @Autowired
    Grants grants;

    Organisation ministry;
    Actor other;
    Actor officer;
    Actor police;

    @BeforeEach
    void people() {
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        other = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        police = actor(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
    }

    CaseFile file() {
        return opened(SomeChild.named("Baobab"));
    }

    Conversation between(Actor from, String text, Actor... to) {
        Set<String> names =
                java.util.Arrays.stream(to).map(Actor::username).collect(java.util.stream.Collectors.toSet());
        return done(conversations.begin(
                from, new BeginConversation(Ids.next(), null, Section.NOTES, "Véhicules", text, names)));
    }

    Conversation inside(CaseFile file, Section section, String text) {
        return done(conversations.begin(
                worker, new BeginConversation(Ids.next(), file.code(), section, "L’école", text, Set.of())));
    }

    Outcome<Message> say(Actor who, Conversation in, String text) {
        return messages.say(who, in.id(), Ids.next(), text);
    }

    /** Shares sections of the file with somebody, as its worker does. */
    Grant share(CaseFile file, Actor with, Set<Section> sections, Grant.Reason reason) {
        Grant grant = transactions.as(
                worker,
                () -> grants.starting(file.id(), Grant.Kind.PERSON, with.personId(), sections, false, null, reason));
        LoginSql.give(grant, worker.personId());
        return grant;
    }

    /** What straight SQL finds, through the login of this person's side, entered as them. */
    long rows(Actor as, String table, UUID conversation) {
        String column = table.endsWith("conversation")
                ? "id"
                : table.endsWith("attendance") ? "conference_id" : "conversation_id";
        try (Connection login = TestDatabase.connectAs(as.compartment().login())) {
            login.setAutoCommit(false);
            try (var enter = login.createStatement()) {
                enter.execute(TestDatabase.entering(as.personId(), clock.instant()));
            }
            try (var count = login.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
                count.setObject(1, conversation);
                ResultSet found = count.executeQuery();
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
