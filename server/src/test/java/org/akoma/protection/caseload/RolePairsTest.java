package org.akoma.protection.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.protection.assistance.Services;
import org.akoma.protection.cases.CaseColumn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One more role takes nobody out of a rule and gives nothing but what that role gives by itself: every pair of roles of one side. */
class RolePairsTest {

    static Stream<Arguments> pairs() {
        List<Role> roles = List.of(Role.values());
        return roles.stream()
                .flatMap(one -> roles.stream()
                        .filter(other -> other != one && other.compartment() == one.compartment())
                        .map(other -> Arguments.of(one, other)));
    }

    private static Actor with(Role... roles) {
        return new Actor(new UUID(0, 1), "who-01", new UUID(0, 2), "NGO-A", Set.of(roles), roles[0].compartment());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void columnsAreThoseOfEitherRole(Role one, Role other) {
        for (CaseColumn column : CaseColumn.values())
            for (boolean all : new boolean[] {true, false})
                assertThat(column.offeredTo(with(one, other), all))
                        .as("%s, all %s", column, all)
                        .isEqualTo(column.offeredTo(with(one), all) || column.offeredTo(with(other), all));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void scopesAreThoseOfEitherRole(Role one, Role other) {
        assertThat(CaseLists.scopes(with(one, other)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(one, other)
                        .flatMap(role -> CaseLists.scopes(with(role)).stream())
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoBudgetsStaysSoBesideARoleThatReadsNoService(Role one, Role other) {
        boolean reads = Stream.of(one, other)
                .filter(role -> role.verbs().contains(Verb.SERVICE_READ))
                .anyMatch(role -> !Services.budgetsOnly(with(role)));
        assertThat(Services.budgetsOnly(with(one, other))).isEqualTo(!reads);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whoWorksWithNoColleagueStaysSoBesideAnotherSuchRole(Role one, Role other) {
        assertThat(with(one, other).isOutside())
                .isEqualTo(Arrays.asList(one, other).stream()
                        .allMatch(role -> with(role).isOutside()));
    }
}
