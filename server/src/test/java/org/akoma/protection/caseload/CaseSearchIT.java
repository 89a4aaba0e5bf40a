package org.akoma.protection.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.NameTokens;
import org.akoma.protection.caseload.ListCases.Scope;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.FilePagesIT;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The search by names finds what a plain statement over all files of each scope finds, in the same order. */
class CaseSearchIT extends HouseIT {

    private static final List<String> QUESTIONS = List.of(
            "Aya",
            "Koné",
            "Aya Koné",
            "Kone Ayah",
            "Awa",
            "Aya Aya",
            "Koné Traoré",
            "Aya Koné Traoré",
            "Perle",
            "Zambo");

    /** What each scope is, without an index to lead it. */
    private static final String PLAIN = """
            select f.code from cases.file_shown f
             where (select count(distinct t.token) from cases.name_token t where t.file_id = f.id and t.token = any (:sounds::bigint[])) = :parts and (%s)
             order by (select count(*) from cases.name_token x where x.file_id = f.id and x.token = any (:all::bigint[])) desc, f.code limit :limit
            """;

    @Autowired
    private Cases cases;

    @Autowired
    private Grants grants;

    @Autowired
    private CaseSearches searches;

    @Autowired
    private CaseSearchStore store;

    @Autowired
    private JdbcClient jdbc;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String colleague;
    private String stranger;
    private String officer;

    @BeforeEach
    void filesOfTwoStructures() {
        ngo = structure(Organisation.Kind.NGO);
        Organisation other = structure(Organisation.Kind.NGO);
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        colleague = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        stranger = person(Role.CASE_WORKER, other);
        officer = person(Role.MINISTRY_OFFICER, ministry);
        for (String by : List.of(worker, colleague))
            for (String[] name : List.of(
                    new String[] {"Aya", "Koné"},
                    new String[] {"Aya Traoré", "Koné"},
                    new String[] {"Ayah", "Traoré"},
                    new String[] {"Awa", "Koné"})) opened(by, name[0], name[1]);
        CaseFile shared = opened(colleague, "Aya", "Koné");
        give(shared, Grant.Kind.PERSON, actor(worker).personId(), Grant.Reason.SHARED, colleague);
        give(shared, Grant.Kind.DESK, ministry.deskId(), Grant.Reason.REFERRAL, colleague);
        opened(stranger, "Aya", "Koné");
        opened(stranger, "Aya", "Traoré");
    }

    private CaseFile opened(String by, String given, String family) {
        Identity identity = new Identity(
                given, family, null, "Perle", null, null, null, null, List.of(), null, null, null, null, null, null);
        return ((OpenCase.Result.Opened) cases.open(actor(by), FilePagesIT.opening(Ids.next(), identity))).file();
    }

    private void give(CaseFile file, Grant.Kind kind, UUID grantee, Grant.Reason reason, String by) {
        LoginSql.give(
                grants.starting(
                        file.id(),
                        kind,
                        grantee,
                        java.util.Set.of(Section.STATUS, Section.IDENTITY),
                        false,
                        reason == Grant.Reason.SHARED ? clock.instant().plusSeconds(86_400) : null,
                        reason),
                actor(by).personId());
    }

    private List<String> plainly(CaseSearchStore.Question asked, List<Scope> scopes) {
        List<String> where = new ArrayList<>();
        for (Scope scope : scopes)
            where.add(
                    switch (scope) {
                        case MINE -> "f.worker_id = :me";
                        case TEAM -> "f.supervisor_id = :me";
                        case ORGANISATION -> "f.organisation_id = :us";
                        case SHARED ->
                            "exists (select from access.held g where g.file_id = f.id and not g.own and g.reason <> 'SUPERVISION')";
                        case ALL -> "false";
                    });
        return jdbc.sql(PLAIN.formatted(String.join(" or ", where)))
                .param("sounds", asked.sounds().stream().map(List::getFirst).toArray(Long[]::new))
                .param("parts", asked.sounds().stream().distinct().count())
                .param("all", asked.all().toArray(Long[]::new))
                .param("me", asked.me())
                .param("us", asked.us())
                .param("limit", asked.limit())
                .query(String.class)
                .list();
    }

    /** @return how many files were found in all */
    private int compared(String username) {
        Actor actor = actor(username);
        List<Scope> scopes = CaseLists.scopes(actor);
        int found = 0;
        for (String text : QUESTIONS)
            for (int limit : new int[] {1, 3, 50}) {
                List<List<String>> both = transactions.as(actor, () -> {
                    CaseSearchStore.Question asked =
                            searches.question(actor, NameTokens.toSearch(NameParts.of(text)), limit);
                    return List.of(
                            store.find(scopes, asked).stream()
                                    .map(CaseLine::code)
                                    .toList(),
                            plainly(asked, scopes));
                });
                assertThat(both.getFirst()).as(username + ": " + text).isEqualTo(both.getLast());
                found += both.getFirst().size();
            }
        return found;
    }

    @Test
    void everybodyFindsWhatAPlainStatementFinds() {
        for (String username : List.of(worker, colleague, supervisor, stranger, officer))
            assertThat(compared(username)).as(username).isPositive();
    }

    @Test
    void aFileOfMineInAnotherStructureIsFound() {
        CaseFile mine = opened(worker, "Aya", "Koné");
        UUID other = actor(stranger).organisationId();
        for (String table : List.of("cases.name_token", "cases.case_file"))
            TestDatabase.ownerDoes("update " + table + " set organisation_id = '" + other + "' where "
                    + (table.endsWith("token") ? "file_id" : "id") + " = '" + mine.id() + "'");
        Actor actor = actor(worker);
        List<String> found = transactions.as(
                actor,
                () -> store
                        .find(
                                CaseLists.scopes(actor),
                                searches.question(actor, NameTokens.toSearch(NameParts.of("Aya Koné")), 50))
                        .stream()
                        .map(CaseLine::code)
                        .toList());
        assertThat(found).contains(mine.code());
        assertThat(compared(worker)).isPositive();
    }
}
