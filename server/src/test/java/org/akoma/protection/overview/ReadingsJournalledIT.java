package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody follows a child by what leaves no trace: every address of the API and every page below a child's file that answers its worker adds an entry to the
 * journal, unless it is named here with the reason.
 */
class ReadingsJournalledIT extends HouseIT {

    /** A word of a file's address without more variables than the code of the file. */
    private static final Pattern OF_A_FILE = Pattern.compile("GET (/api/v1/cases/\\{(?:code|file)}(?:/[a-z.-]+)*) .*");

    private static final Pattern PAGE = Pattern.compile("href=\"(/cases/[A-Z0-9-]+(?:/[a-z-]+)*)[\"?#]");

    /** Which part of the file is read is what a request is about: there is none on a file without requests. */
    private static final Set<String> NOTHING_TOLD = Set.of("/api/v1/cases/{code}/correction-requests");

    private String worker;
    private String supervisor;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        Organisation ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = api(worker)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    @Test
    void everyAddressOfTheFile() throws IOException, SQLException {
        for (String reader : readers()) {
            List<String> silent = new ArrayList<>();
            for (String address : addresses()) {
                long before = entries();
                int status =
                        api(reader).get(address.replaceAll("\\{\\w+}", code)).status();
                if (status == 200 && entries() == before) silent.add(address);
            }
            silent.removeAll(NOTHING_TOLD);
            assertThat(silent).as(reader).isEmpty();
        }
    }

    @Test
    void everyPageOfTheFile() throws SQLException {
        Set<String> pages = pages();
        for (String reader : readers()) {
            List<String> silent = new ArrayList<>();
            for (String page : pages) {
                long before = entries();
                int status = browser(reader).get(page + "?lang=fr").status();
                if (status == 200 && entries() == before) silent.add(page.replace(code, "{code}"));
            }
            silent.removeAll(NOTHING_TOLD);
            assertThat(silent).as(reader).isEmpty();
        }
    }

    /** The worker, the supervisor, and those who oversee files without working on them. */
    private List<String> readers() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        return List.of(
                worker,
                supervisor,
                person(Role.PROJECT_MANAGER, iom),
                person(Role.DATA_PROTECTION_OFFICER, iom),
                person(Role.MINISTRY_OFFICER, structure(Organisation.Kind.CENTRAL_GOVERNMENT)));
    }

    private static List<String> addresses() throws IOException {
        try (var in = Objects.requireNonNull(ReadingsJournalledIT.class.getResourceAsStream("/api/operations.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(OF_A_FILE::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .toList();
        }
    }

    /** Those that the file links to, and those that these link to. */
    private Set<String> pages() {
        Set<String> pages = new TreeSet<>();
        for (String page : linked("/cases/" + code)) pages.addAll(linked(page));
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private Set<String> linked(String page) {
        Set<String> pages = new TreeSet<>(Set.of(page));
        Matcher links = PAGE.matcher(browser(worker).get(page + "?lang=fr").body());
        while (links.find()) if (links.group(1).startsWith("/cases/" + code)) pages.add(links.group(1));
        return pages;
    }

    private long entries() throws SQLException {
        try (Connection owner = TestDatabase.connectAs("akoma_migrator");
                PreparedStatement counting = owner.prepareStatement(
                        "select count(*) from journal.entry e join cases.case_file f on f.id = e.chain where f.code = ?")) {
            counting.setString(1, code);
            try (ResultSet row = counting.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
