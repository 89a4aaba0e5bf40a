package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.pages.Task;
import org.junit.jupiter.api.Test;

class TaskSamplerTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    private static Task task(String kind, int daysAgo) {
        return Task.one(kind, "AK-001", null, TODAY.minusDays(daysAgo), "/cases/AK-001");
    }

    @Test
    void manyOfOneKindDoNotHideAnother() {
        List<Task> all = new ArrayList<>();
        for (int days = 20; days > 10; days--) all.add(task("refusal", days));
        all.add(task("alert", 6));
        List<Task> shown = TaskSampler.of(all, TODAY);
        assertThat(shown).extracting(Task::kind).containsExactly("refusal", "refusal", "refusal", "alert", "mine-more");
        assertThat(shown.getLast().count()).isEqualTo(7);
        assertThat(shown.getLast().when(TODAY)).isEqualTo(Task.When.LATE);
    }

    @Test
    void whatIsLateIsNotCountedWithWhatIsToCome() {
        List<Task> all = new ArrayList<>();
        for (int days = 4; days > 0; days--) all.add(task("visit", days));
        for (int days = 1; days < 5; days++) all.add(task("visit", -days));
        assertThat(TaskSampler.of(all, TODAY))
                .filteredOn(task -> task.kind().equals("mine-more"))
                .extracting(Task::count)
                .containsExactly(1, 1);
    }

    @Test
    void fewAreAllShown() {
        List<Task> few = List.of(task("visit", 3), task("visit", 2), task("visit", 1));
        assertThat(TaskSampler.of(few, TODAY)).isEqualTo(few);
    }
}
