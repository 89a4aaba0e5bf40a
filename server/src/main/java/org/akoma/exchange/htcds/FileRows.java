package org.akoma.exchange.htcds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.RefusedFile;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.vault.Vault;
import org.springframework.stereotype.Component;

/** Reads an HTCDS workbook or CSV as children, each under a digest that is the same whenever the file is read. */
@Component
class FileRows {

    private final CodeLists lists;
    private final Organisations organisations;
    private final Vault vault;
    private final Clock clock;

    FileRows(CodeLists lists, Organisations organisations, Vault vault, Clock clock) {
        this.lists = lists;
        this.organisations = organisations;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What a file says.
     *
     * @param rows that were read
     * @param children by digest, in the order of the file
     * @param others of each digest the one that the row has where its identifier is that of another child
     */
    record Read(int rows, Map<String, ChildRow> children, Map<String, String> others, List<Finding> problems) {

        /** @param otherwise digests of rows whose identifier is that of another child */
        Map<String, ChildRow> children(Set<String> otherwise) {
            Map<String, ChildRow> children = new LinkedHashMap<>();
            this.children.forEach(
                    (digest, child) -> children.put(otherwise.contains(digest) ? other(digest) : digest, child));
            return children;
        }

        String other(String digest) {
            return Objects.requireNonNull(others.get(digest));
        }

        /** By both digests. */
        Map<String, ChildRow> byEither() {
            Map<String, ChildRow> all = new LinkedHashMap<>(children);
            all.putAll(children(children.keySet()));
            return all;
        }
    }

    /**
     * Call inside an actor's transaction.
     *
     * @param structure whose file it is
     */
    Read read(String structure, byte[] file, String name) {
        Reading reading = reading(file, name);
        FindingList findings = new FindingList(Limits.USUAL.problems());
        List<Finding> problems = new ArrayList<>(reading.problems());
        Map<String, ChildRow> children = new LinkedHashMap<>();
        Map<String, String> others = new HashMap<>();
        try {
            children(structure, reading.rows(), findings, children, others);
        } catch (RefusedFile tooMany) {
            children.clear();
            problems.add(tooMany.problem());
        }
        problems.addAll(findings.all());
        return new Read(reading.rows().size(), children, others, problems);
    }

    private Reading reading(byte[] file, String name) {
        try {
            return new HtcdsBook(lists, clock).read(new ByteArrayInputStream(file), name, Limits.USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void children(
            String structure,
            List<Row> rows,
            FindingList findings,
            Map<String, ChildRow> children,
            Map<String, String> others) {
        String country = organisations
                .find(structure)
                .map(organisation -> organisation.country())
                .orElse("CI");
        RowMapping mapping = new RowMapping(lists, LocalDate.now(clock), country);
        RowKeys keys = new RowKeys(RowKeys.secret(vault));
        for (Row row : rows) {
            String digest = keys.of(structure, row);
            children.put(digest, mapping.map(row, findings));
            others.put(digest, keys.ofAnother(structure, row));
        }
    }
}
