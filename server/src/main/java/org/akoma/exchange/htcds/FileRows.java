package org.akoma.exchange.htcds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     */
    record Read(int rows, Map<String, ChildRow> children, List<Finding> problems) {}

    /**
     * Call inside an actor's transaction.
     *
     * @param structure whose file it is
     */
    Read read(String structure, byte[] file, String name) {
        Reading reading = reading(file, name);
        FindingList findings = new FindingList(Limits.USUAL.problems());
        List<Finding> problems = new ArrayList<>(reading.problems());
        Map<String, ChildRow> children = Map.of();
        try {
            children = children(structure, reading.rows(), findings);
        } catch (RefusedFile tooMany) {
            problems.add(tooMany.problem());
        }
        problems.addAll(findings.all());
        return new Read(reading.rows().size(), children, problems);
    }

    private Reading reading(byte[] file, String name) {
        try {
            return new HtcdsBook(lists, clock).read(new ByteArrayInputStream(file), name, Limits.USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, ChildRow> children(String structure, List<Row> rows, FindingList findings) {
        String country = organisations
                .find(structure)
                .map(organisation -> organisation.country())
                .orElse("CI");
        RowMapping mapping = new RowMapping(lists, LocalDate.now(clock), country);
        RowKeys keys = new RowKeys(RowKeys.secret(vault));
        Map<String, ChildRow> children = new LinkedHashMap<>();
        for (Row row : rows) children.put(keys.of(structure, row), mapping.map(row, findings));
        return children;
    }
}
