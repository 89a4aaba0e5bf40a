package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.Test;

/** Who reads what is said, in a child's file and between structures, by the rooms and by straight SQL. */
class ConversationsIT extends TalkHouse {

    private static final String[] TABLES = {"referrals.conversation", "referrals.message", "referrals.participant"};

    private void finds(Actor who, Conversation in) {
        assertThat(messages.open(who, in.id(), null)).as(who.username()).isPresent();
        for (String table : TABLES)
            assertThat(rows(who, table, in.id())).as(table).isPositive();
    }

    private void findsNothing(Actor who, Conversation in) {
        assertThat(messages.open(who, in.id(), null)).as(who.username()).isEmpty();
        assertThat(messages.more(who, in.id(), 0)).isEmpty();
        assertThat(messages.newer(who, in.id(), 0)).isEmpty();
        assertThat(say(who, in, "Moi aussi")).isInstanceOf(Outcome.NotFound.class);
        assertThat(conversations.add(who, in.id(), who.username())).isInstanceOf(Outcome.NotFound.class);
        for (String table : TABLES)
            if (who.compartment() == worker.compartment() || who.compartment() == police.compartment())
                assertThat(rows(who, table, in.id()))
                        .as(table + " for " + who.roles())
                        .isZero();
    }

    @Test
    void structuresThatShareNoFileTalk() {
        Conversation talk = between(worker, "Avez-vous un véhicule jeudi ?", officer);
        finds(officer, talk);
        done(say(officer, talk, "Oui, un seul."));
        assertThat(messages.open(worker, talk.id(), null).orElseThrow().messages())
                .extracting(Message::text)
                .containsExactly("Avez-vous un véhicule jeudi ?", "Oui, un seul.");
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        for (Actor stranger : List.of(
                other,
                supervisor,
                police,
                actor(person(Role.CASE_SUPERVISOR, elsewhere)),
                actor(person(Role.EVALUATOR, elsewhere)),
                actor(person(Role.PROVIDER, elsewhere)),
                actor(person(Role.PROJECT_MANAGER, elsewhere)),
                actor(person(Role.FINANCE_OFFICER, elsewhere)),
                actor(person(Role.DATA_PROTECTION_OFFICER, elsewhere)))) findsNothing(stranger, talk);
    }

    @Test
    void custodyAndPublicationHaveNoRightOnThem() {
        for (String login : List.of("akoma_custody", "akoma_publication", "akoma_statistics", "akoma_administration"))
            assertThatThrownBy(() -> {
                        try (var connection = org.akoma.ground.database.TestDatabase.connectAs(login);
                                var statement = connection.createStatement()) {
                            statement.executeQuery("select count(*) from referrals.message");
                        }
                    })
                    .as(login)
                    .hasMessageContaining("permission denied");
    }

    @Test
    void policeAndCareNeverMeetInOne() {
        var toPolice = new BeginConversation(
                Ids.next(), null, Section.NOTES, "Opération", "Bonjour", Set.of(police.username()));
        assertThat(refused(conversations.begin(worker, toPolice))).isEqualTo("referrals.no-such-colleague");
        Conversation talk = between(worker, "Bonjour", officer);
        assertThat(refused(conversations.add(worker, talk.id(), police.username())))
                .isEqualTo("referrals.no-such-colleague");
        assertThat(refused(say(worker, talk, "Demandez à @" + police.username())))
                .isEqualTo("referrals.mention-unseen");
        // nor does a grant by another way: nothing of the care side is granted to the police
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> grants.give(
                                worker,
                                grants.starting(
                                        talk.id(),
                                        Grant.Kind.PERSON,
                                        police.personId(),
                                        Set.of(Section.NOTES),
                                        true,
                                        null,
                                        Grant.Reason.CONVERSATION))))
                .hasStackTraceContaining("access.grant-to-police");
        findsNothing(police, talk);
        // and the police talk among themselves
        Actor colleague = actor(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        Conversation theirs = between(police, "Rendez-vous à six heures", colleague);
        finds(colleague, theirs);
        findsNothing(worker, theirs);
        var toCare =
                new BeginConversation(Ids.next(), null, Section.NOTES, "Enfants", "Bonjour", Set.of(worker.username()));
        assertThat(refused(conversations.begin(police, toCare))).isEqualTo("referrals.no-such-colleague");
    }

    @Test
    void inAFileThoseReadAlongWhoHoldTheSection() {
        CaseFile file = file();
        Conversation talk = inside(file, Section.NOTES, "Elle a revu sa mère.");
        finds(supervisor, talk);
        findsNothing(other, talk);
        findsNothing(officer, talk);
        findsNothing(police, talk);
        Actor evaluator = actor(person(Role.EVALUATOR, structure(Organisation.Kind.OTHER)));
        share(file, evaluator, Set.of(Section.STATUS, Section.NOTES, Section.ASSISTANCE), Grant.Reason.SAMPLE);
        findsNothing(evaluator, talk);
        Actor school = actor(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)));
        share(file, school, Set.of(Section.STATUS, Section.ASSISTANCE), Grant.Reason.REFERRAL);
        findsNothing(school, talk);
        Conversation team = inside(file, Section.ASSISTANCE, "Il dort chez son oncle, rue Y");
        findsNothing(school, team);
        finds(supervisor, team);
        Conversation withSchool =
                inside(file, Section.ASSISTANCE, "Vient-elle en classe, @" + school.username() + " ?");
        finds(school, withSchool);
        done(say(school, withSchool, "Tous les jours."));
        assertThat(done(conversations.ofFile(school, file.code(), null, 50)))
                .extracting(Conversation::id)
                .containsExactly(withSchool.id());
        assertThat(conversations.begin(
                        school, new BeginConversation(Ids.next(), file.code(), Section.ASSISTANCE, "x", "y", Set.of())))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(conversations.ofFile(other, file.code(), null, 50)).isInstanceOf(Outcome.NotFound.class);
        assertThat(conversations.begin(
                        other, new BeginConversation(Ids.next(), file.code(), Section.NOTES, "x", "y", Set.of())))
                .isInstanceOf(Outcome.NotFound.class);
    }

    @Test
    void losingTheFileEndsTheSightOfItsConversations() {
        CaseFile file = file();
        Grant shared = share(file, officer, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.REFERRAL);
        Conversation talk = inside(file, Section.NOTES, "Bonjour @" + officer.username());
        finds(officer, talk);
        done(say(worker, talk, "Encore un mot"));
        assertThat(conversations.waiting(officer)).isEqualTo(1);
        org.akoma.ground.database.TestDatabase.ownerDoes( // as the end of its referral does
                "update access.file_grant set valid_until = '" + clock.instant() + "' where id = '" + shared.id()
                        + "'");
        findsNothing(officer, talk);
        assertThat(conversations.waiting(officer)).isZero();
        assertThat(conversations.inbox(officer, null, 50)).isEmpty();
        assertThat(refused(say(worker, talk, "Et vous, @" + officer.username() + " ?")))
                .isEqualTo("referrals.mention-unseen");
    }

    @Test
    void whoLeavesOrIsRemovedReadsNothingMore() {
        Conversation talk = between(worker, "Bonjour", officer, other);
        assertThat(conversations.remove(officer, talk.id(), other.username())).isInstanceOf(Outcome.Forbidden.class);
        done(conversations.remove(worker, talk.id(), other.username()));
        findsNothing(other, talk);
        done(conversations.remove(officer, talk.id(), officer.username()));
        findsNothing(officer, talk);
        done(say(worker, talk, "Plus personne"));
        done(conversations.add(worker, talk.id(), officer.username()));
        finds(officer, talk);
        assertThat(messages.open(worker, talk.id(), null).orElseThrow().messages())
                .extracting(Message::kind)
                .containsExactly(
                        Message.Kind.SAID,
                        Message.Kind.REMOVED,
                        Message.Kind.LEFT,
                        Message.Kind.SAID,
                        Message.Kind.ADDED);
    }

    @Test
    void aMentionOfOneWhoDoesNotReadItIsRefusedLikeOneOfNobody() {
        CaseFile file = file();
        Conversation talk = inside(file, Section.NOTES, "Bonjour");
        assertThat(refused(say(worker, talk, "Voyez @" + other.username()))).isEqualTo("referrals.mention-unseen");
        assertThat(refused(say(worker, talk, "Voyez @personne"))).isEqualTo("referrals.mention-unseen");
        Message said = done(say(worker, talk, "Voyez @" + supervisor.username().toUpperCase() + "."));
        assertThat(said.mentions()).containsExactly(supervisor.personId());
        InboxLine line = conversations.inbox(supervisor, null, 50).getFirst();
        assertThat(line.mentioned()).isTrue();
        assertThat(line.unread()).isEqualTo(2);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"kind\":\"message\"");
    }

    @Test
    void readIsReadForOnePersonAlone() {
        Conversation talk = between(worker, "Un", officer, other);
        done(say(worker, talk, "Deux"));
        assertThat(conversations.inbox(officer, null, 10).getFirst().unread()).isEqualTo(2);
        assertThat(messages.open(officer, talk.id(), null).orElseThrow().unread())
                .isEqualTo(2);
        assertThat(conversations.waiting(officer)).isZero();
        assertThat(conversations.waiting(other)).isEqualTo(1);
        assertThat(conversations.waiting(worker)).isZero();
        done(say(other, talk, "Trois"));
        assertThat(messages.newer(officer, talk.id(), 2).orElseThrow().messages())
                .hasSize(1);
        assertThat(conversations.waiting(officer)).isZero();
    }

    @Test
    void unreadComesFirstAndPagesFollowEachOther() {
        List<UUID> made = IntStream.range(0, 5)
                .mapToObj(n -> between(worker, "Bonjour " + n, officer).id())
                .toList();
        messages.open(officer, made.get(3), null);
        messages.open(officer, made.get(4), null);
        List<InboxLine> first = conversations.inbox(officer, null, 2);
        List<InboxLine> second = conversations.inbox(officer, first.getLast().place(), 2);
        List<InboxLine> third = conversations.inbox(officer, second.getLast().place(), 2);
        assertThat(java.util.stream.Stream.of(first, second, third)
                        .flatMap(List::stream)
                        .map(line -> line.conversation().id()))
                .containsExactly(made.get(2), made.get(1), made.get(0), made.get(4), made.get(3));
    }

    @Test
    void aMessageIsWithdrawnByItsAuthorAndLeavesItsPlace() {
        Conversation talk = between(worker, "Un", officer);
        Message said = done(say(worker, talk, "Un nom de trop"));
        assertThat(messages.withdraw(officer, talk.id(), said.id())).isInstanceOf(Outcome.Forbidden.class);
        Message gone = done(messages.withdraw(worker, talk.id(), said.id()));
        assertThat(gone.text()).isNull();
        assertThat(gone.withdrawnAt()).isNotNull();
        assertThat(done(messages.withdraw(worker, talk.id(), said.id())).withdrawnAt())
                .isEqualTo(gone.withdrawnAt());
        assertThat(messages.open(officer, talk.id(), null).orElseThrow().messages())
                .hasSize(2);
    }

    @Test
    void theSameIdTwiceIsOneMessage() throws Exception {
        Conversation talk = between(worker, "Un", officer);
        Conversation elsewhere = between(other, "Deux", officer);
        UUID id = Ids.next();
        Callable<Outcome<Message>> once = () -> messages.say(worker, talk.id(), id, "Une seule fois");
        try (var hands = Executors.newFixedThreadPool(4)) {
            for (var answer : hands.invokeAll(List.of(once, once, once, once)))
                assertThat(done(answer.get()).number()).isEqualTo(2);
        }
        assertThat(messages.open(worker, talk.id(), null).orElseThrow().messages())
                .hasSize(2);
        assertThat(refused(messages.say(officer, elsewhere.id(), id, "x"))).isEqualTo("referrals.id-taken");
        var again = new BeginConversation(talk.id(), null, Section.NOTES, "Autre", "Autre", Set.of(officer.username()));
        assertThat(refused(conversations.begin(worker, again))).isEqualTo("cases.id-other-content");
        assertThat(refused(messages.say(worker, talk.id(), id, "Autre chose"))).isEqualTo("cases.id-other-content");
        assertThat(refused(conversations.begin(other, again))).isEqualTo("referrals.id-taken");
    }

    @Test
    void aConversationOutsideTheFilesNamesNoFile() {
        var named =
                new BeginConversation(Ids.next(), null, Section.NOTES, "ak-012", "Bonjour", Set.of(officer.username()));
        assertThat(refused(conversations.begin(worker, named))).isEqualTo("referrals.names-a-file");
        Conversation talk = between(worker, "Bonjour", officer);
        assertThat(refused(say(worker, talk, "Et AK-012 ?"))).isEqualTo("referrals.names-a-file");
        assertThat(refused(conversations.begin(
                        worker,
                        new BeginConversation(Ids.next(), null, Section.NOTES, "x", "y", Set.of(worker.username())))))
                .isEqualTo("referrals.nobody-to-write-to");
    }

    /** Of a child whose identity the writer may read; nobody else learns from the refusal that there is such a child. */
    @Test
    void aConversationOutsideTheFilesNamesNoChildAndNoShelter() {
        CaseFile file = file();
        String address = "/api/v1/cases/" + file.code() + "/identity";
        String before = api(worker.username()).get(address).header("ETag").orElse(null);
        assertThat(api(worker.username())
                        .put(address, Map.of("givenNames", "Massandjé", "familyName", "Kpognon"), before)
                        .status())
                .isEqualTo(200);
        Conversation talk = between(worker, "Bonjour", officer);
        for (String text : List.of("Massandjé Kpognon va bien", "vu kpognon massandje hier"))
            assertThat(refused(say(worker, talk, text))).as(text).isEqualTo("referrals.names-a-child");
        for (String text : List.of(
                "Elle dort à SH-SP",
                "au foyer S.H.S.P",
                "foyer S H S P",
                "foyer SHSP",
                "Le dossier n° 041 attend",
                "dossier 041"))
            assertThat(refused(say(worker, talk, text))).as(text).isEqualTo("referrals.names-a-file");
        done(say(officer, talk, "Qui est Massandjé Kpognon ?"));
        done(say(worker, talk, "Le foyer est plein jeudi, 12 dossiers à voir"));
    }

    @Test
    void aBurstLosesNoNumberAndNoUnread() throws Exception {
        Conversation talk = between(worker, "Un", officer, other);
        List<Callable<Outcome<Message>>> burst = IntStream.range(0, 40)
                .<Callable<Outcome<Message>>>mapToObj(n -> () -> say(n % 2 == 0 ? worker : other, talk, "Message " + n))
                .toList();
        try (var hands = Executors.newFixedThreadPool(8)) {
            var answers = hands.invokeAll(burst);
            for (int n = 0; n < 5; n++) messages.newer(officer, talk.id(), n);
            for (var answer : answers) done(answer.get());
        }
        List<Message> all =
                messages.open(officer, talk.id(), null).orElseThrow().messages();
        assertThat(all)
                .extracting(Message::number)
                .isEqualTo(IntStream.rangeClosed(1, 41).boxed().toList());
    }
}
