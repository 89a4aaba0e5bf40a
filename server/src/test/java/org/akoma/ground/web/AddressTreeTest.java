package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;

class AddressTreeTest {

    private final AddressTree<String> tree = new AddressTree<>();

    private void add(String... patterns) {
        for (String pattern : patterns) tree.add(pattern, pattern);
    }

    private List<String> at(String path) {
        return tree.candidates(PathContainer.parsePath(path));
    }

    @Test
    void aWordLeadsToItselfAndToTheVariableInItsPlace() {
        add("/", "/cases", "/cases/new", "/cases/{code}", "/cases/{code}/visits", "/cases/{code}/{part}");
        assertThat(at("/")).containsExactly("/");
        assertThat(at("/cases")).containsExactly("/cases");
        assertThat(at("/cases/new")).containsExactlyInAnyOrder("/cases/new", "/cases/{code}");
        assertThat(at("/cases/AK-1")).containsExactly("/cases/{code}");
        assertThat(at("/cases/AK-1/visits")).containsExactlyInAnyOrder("/cases/{code}/visits", "/cases/{code}/{part}");
        assertThat(at("/cases/AK-1/visits/1")).isEmpty();
    }

    @Test
    void aSlashAtTheEndIsAnotherAddress() {
        add("/cases", "/tasks/");
        assertThat(at("/cases/")).isEmpty();
        assertThat(at("/tasks/")).containsExactly("/tasks/");
        assertThat(at("/tasks")).isEmpty();
    }

    @Test
    void aRegularExpressionMayHoldSlashesAndBraces() {
        add("/files/{id:[0-9a-f-]{36}}", "/odd/{x:a/b}/end");
        assertThat(at("/files/7")).as("Spring decides").hasSize(1);
        assertThat(at("/odd/a/end")).hasSize(1);
    }

    @Test
    void whatTakesTheRestIsACandidateForAllBelow() {
        add("/assets/**", "/docs/{*rest}", "/docs/one");
        assertThat(at("/assets/css/a.css")).containsExactly("/assets/**");
        assertThat(at("/assets")).containsExactly("/assets/**");
        assertThat(at("/docs/one")).containsExactlyInAnyOrder("/docs/{*rest}", "/docs/one");
    }

    @Test
    void wordsAreComparedDecodedAndWithoutTheirParameters() {
        add("/cases/à-voir");
        assertThat(at("/cases/%C3%A0-voir")).hasSize(1);
        assertThat(at("/cases/à-voir;x=1")).hasSize(1);
        assertThat(at("//cases/à-voir")).isEmpty();
    }
}
