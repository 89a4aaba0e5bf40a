package org.akoma.protection.caseload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.caseload.ListCases.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the search by name tokens: led by the caller's files, by the structure's tokens, or by the caller's other grants. */
@Repository
class CaseSearchStore {

    /** Candidates of a common name in a large structure that are ranked at all. */
    private static final int RANKED = 500;

    /** Files of the caller's structure that have the rarest token. */
    private static final String LED =
            "select distinct a.file_id from cases.name_token a where a.token %s and a.organisation_id = :us";

    /** What is brought to the caller, as an array: the planner would rather walk all grants in the order of their files, to merge them. */
    private static final String BROUGHT = """
            select a.file_id from unnest(array(select g.file_id from access.held g where not g.own and g.reason <> 'SUPERVISION'
                                                     union select handover.goes_on_with()))
                   as a (file_id) where true""";

    private final JdbcClient jdbc;

    CaseSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param lead the rarest token that every match has, or the tokens of which it has one: they lead the search of a whole structure
     * @param sounds a file must have one of each list
     * @param all the more it has, the nearer
     */
    record Question(UUID me, UUID us, List<Long> lead, List<List<Long>> sounds, List<Long> all, int limit) {
        private boolean leadsByPair() {
            return !sounds.contains(lead);
        }
    }

    /** The nearest files of these scopes, each once, in one statement: how near a file is does not depend on the scope that it was found by. */
    List<CaseLine> find(List<Scope> scopes, Question question) {
        List<String> ways = new ArrayList<>();
        for (Scope scope : scopes)
            if (scope != Scope.ALL)
                for (String way : ways(scope, question)) ways.add("(" + way + " limit " + RANKED + ")");
        if (ways.isEmpty()) return List.of();
        return jdbc.sql("""
                        select f.*, p.code as worker_code, o.code as organisation_code, t.score, s.* from (
                            select c.file_id, (select count(*) from cases.name_token x
                                                where x.file_id = c.file_id and x.token = any (:all::bigint[])) as score
                              from (%s) c) t
                          cross join lateral (select x.* from cases.file_shown x where x.id = t.file_id offset 0) f %s
                          left join access.person p on p.id = f.worker_id left join access.organisation o on o.id = f.organisation_id
                         order by t.score desc, f.code limit %d
                        """.formatted(String.join(" union ", ways), CaseListStore.sight("f"), question.limit))
                .params(params(question))
                .query((row, n) -> CaseListStore.line(row))
                .list();
    }

    private static Map<String, Object> params(Question question) {
        Map<String, Object> params = new HashMap<>();
        params.put("me", question.me);
        params.put("us", question.us);
        params.put("lead", value(question.lead));
        params.put("all", question.all.toArray(Long[]::new));
        for (int n = 0; n < question.sounds.size(); n++) params.put("sound" + n, value(question.sounds.get(n)));
        return params;
    }

    private static Object value(List<Long> tokens) {
        return tokens.size() == 1 ? tokens.getFirst() : tokens.toArray(Long[]::new);
    }

    /** One token is asked for by equality: the plan of an array is another. */
    private static String equal(List<Long> tokens, String parameter) {
        return tokens.size() == 1 ? "= :" + parameter : "= any (:" + parameter + "::bigint[])";
    }

    /** Many tokens are looked up among the few of a file, by a hash that is made once: the index would sort all of them for each file. */
    private static String probed(List<Long> tokens, String parameter) {
        return tokens.size() == 1
                ? " and t.token = :" + parameter
                : " and t.token + 0 = any (:" + parameter + "::bigint[])";
    }

    private static String led(Question question) {
        return LED.formatted(equal(question.lead, "lead"));
    }

    /** Statements that find the candidates of a scope. */
    private static List<String> ways(Scope scope, Question question) {
        return switch (scope) {
            case MINE -> ofFiles("worker_id", question);
            case TEAM -> ofFiles("supervisor_id", question);
            case ORGANISATION -> List.of(led(question) + having("a.file_id", question, true));
            case SHARED -> List.of(BROUGHT + having("a.file_id", question, false));
            case ALL -> throw new IllegalArgumentException("Oversight knows no names");
        };
    }

    /**
     * Files that name the caller. Where a pair of parts leads, it finds those of the caller's structure, which are nearly all, and the others are
     * probed one by one; a single part is on more files than one person has.
     */
    private static List<String> ofFiles(String column, Question question) {
        String mine = "select m.id as file_id from cases.case_file m where m." + column + " = :me";
        if (!question.leadsByPair()) return List.of(mine + having("m.id", question, false));
        return List.of(
                led(question) + " and exists (select from cases.case_file m where m.id = a.file_id and m." + column
                        + " = :me offset 0)" + having("a.file_id", question, true),
                mine + " and m.organisation_id <> :us" + having("m.id", question, false));
    }

    /**
     * One probe a sound. OFFSET 0 keeps it a probe: the planner must not gather everybody's tokens first.
     *
     * @param led whether the lead is found already
     */
    private static String having(String file, Question question, boolean led) {
        StringBuilder probes = new StringBuilder();
        for (int n = 0; n < question.sounds.size(); n++)
            if (!led || !question.sounds.get(n).equals(question.lead))
                probes.append(" and exists (select from cases.name_token t where t.file_id = ")
                        .append(file)
                        .append(probed(question.sounds.get(n), "sound" + n))
                        .append(" offset 0)");
        return probes.toString();
    }
}
