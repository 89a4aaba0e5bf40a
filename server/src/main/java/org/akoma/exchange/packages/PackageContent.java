package org.akoma.exchange.packages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.exchange.dossiers.Dossier;
import org.akoma.exchange.dossiers.Dossiers;
import org.akoma.exchange.htcds.OneChild;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.overview.Extracts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a package holds of a child: the record with its paper, and a row of HTCDS, as who makes it sees the file now. */
@Component
class PackageContent {

    static final String RECORD = "json";
    static final String TABLE = "csv";
    static final String PAPER = "pdf";

    /** A record, a table and a paper. */
    static final int MEMBERS_OF_A_CHILD = 3;

    private final Extracts extracts;
    private final OneChild table;
    private final PackagePaper paper;
    private final Dossiers dossiers;
    private final JsonMapper json;

    PackageContent(Extracts extracts, OneChild table, PackagePaper paper, Dossiers dossiers, JsonMapper json) {
        this.extracts = extracts;
        this.table = table;
        this.paper = paper;
        this.dossiers = dossiers;
        this.json = json;
    }

    /** The name of a member. @param number of the child in the list, from 1 */
    static String name(int number, String kind) {
        return "child-" + number + "." + kind;
    }

    /** What a package with this list has, and a reader expects. */
    static Set<String> names(Manifest list) {
        return IntStream.rangeClosed(1, list.children().size())
                .boxed()
                .flatMap(number -> Stream.of(RECORD, TABLE, PAPER).map(kind -> name(number, kind)))
                .collect(Collectors.toSet());
    }

    /**
     * The members of one child, and what was left out of them.
     *
     * @param leftOut as {@link Dossier#leftOut}
     */
    record Members(Map<String, byte[]> bytes, List<Dossier.LeftOut> leftOut) {}

    /** Inside a transaction of who holds the file. @param number in the list, from 1 */
    Members of(Actor actor, CaseFile file, SentPackage asked, int number) {
        Set<UUID> only = Set.of(file.id());
        Extract whole = extracts.next(actor, null, 1, only, only).getFirst();
        Extract child = asked.minimum() ? minimum(whole) : whole;
        Dossier dossier = dossiers.of(actor, child.file(), asked.minimum());
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(name(number, RECORD), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(dossier.record()));
        members.put(name(number, TABLE), table.written(child, !asked.minimum(), dossiers.cells(file.code())));
        members.put(name(number, PAPER), paper.of(dossier.record(), asked));
        return new Members(members, dossier.leftOut());
    }

    /** Who the child is, and where: nothing of the case. */
    private static Extract minimum(Extract whole) {
        return new Extract(whole.file(), whole.sections(), whole.onTheFile(), true, whole.identity(), null, null);
    }
}
