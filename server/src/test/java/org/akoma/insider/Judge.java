package org.akoma.insider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks after every call at what came of it: who sees what, which states need a second person, and what an answer told. */
final class Judge {

    private static final String SEES_CODES = """
            select 1 from access.person_role where person_id = ? and role in
              ('FINANCE_OFFICER', 'PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER', 'SYSTEM_ADMINISTRATOR', 'LE_OFFICER', 'LE_COORDINATOR')""";

    private final HouseRecords records;
    private final Secrets secrets;
    private final List<Account> walkers;
    private final GrantRules grants;
    private final OnePersonRules states;
    private final boolean kinds;
    private final Set<String> named = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> byCodes = new HashSet<>();
    private Sight sight;

    Judge(HouseRecords records, Secrets secrets, List<Account> walkers) {
        this.records = records;
        this.secrets = secrets;
        this.walkers = walkers;
        this.kinds = records.has("access", "file_grant", "holder");
        this.states = new OnePersonRules(records);
        this.grants = new GrantRules(records);
        this.sight = Sight.of(records, kinds);
        for (Account one : walkers)
            if (!records.ask(SEES_CODES, row -> 1, one.id()).isEmpty()) byCodes.add(one.person());
    }

    List<Finding> findings() {
        return findings;
    }

    boolean sees(Account who, String code) {
        return sight.sections(who.person(), secrets.file(code)) != 0;
    }

    void words(Account who, ApiCall answer, int calls) {
        String person = who.person();
        if (answer.status() >= 500) find(who, "500 an answer of " + answer.status(), answer, calls);
        secrets.leakedIn(answer, person, sight).forEach(leak -> find(who, leak, answer, calls));
        Secrets.columnsIn(answer, person, sight, secrets).forEach(leak -> find(who, leak, answer, calls));
        if (answer.done() && answer.path().contains("/complaints/") && isAboutOneself(who, answer))
            find(who, "8.7 a complaint is read by whom it is about", answer, calls);
        if (answer.path().contains("/cases")
                && !byCodes.contains(person)
                && !secrets.strangersIn(answer, person, sight).isEmpty())
            find(who, "G9 the code of a file that the person does not see", answer, calls);
    }

    private boolean isAboutOneself(Account who, ApiCall answer) {
        return records
                .ask(
                        "select id::text from followup.complaint where ? = any (about_ids)",
                        row -> row.getString(1),
                        who.id())
                .stream()
                .anyMatch(answer.path()::contains);
    }

    /** @return whether anybody came to see more */
    boolean act(Account who, ApiCall answer, int calls) {
        Sight now = Sight.of(records, kinds);
        Set<Sight.Line> grown = now.grownSince(sight);
        for (Sight.Line line : grown)
            grants.against(line, who.person(), sight).ifPresent(why -> find(who, why, answer, calls));
        for (String lost : now.lostSince(sight))
            if (answer.path().contains("/assignment") && grants.isTakenFrom(lost))
                find(who, "G4 a file is taken from its structure by one person's assignment", answer, calls);
        for (Account one : walkers) states.broken(one.id()).forEach(broken -> find(who, broken, answer, calls));
        sight = now;
        return !grown.isEmpty();
    }

    /** The same id was sent with another content, and answered as done. */
    void sameId(Account who, ApiCall answer, int calls) {
        find(who, "the same id with other content is answered as done", answer, calls);
    }

    private void find(Account who, String what, ApiCall answer, int calls) {
        int space = what.indexOf(' ');
        if (named.add(what))
            findings.add(new Finding(
                    what.substring(0, space), what.substring(space + 1), who.person(), calls, answer.shown()));
    }
}
