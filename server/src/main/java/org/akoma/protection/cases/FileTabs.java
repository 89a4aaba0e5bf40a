package org.akoma.protection.cases;

import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;

/**
 * A room's pages in the side navigation of a child's file, between the placement and the notes. Implemented as a bean; {@code @Order} decides
 * the place. A page begins with {@link FileShell#around}.
 */
public interface FileTabs {

    /** The pages this reader may open: ask {@link FileFrame#worksOnIt}, {@link FileFrame#least} and {@link FileFrame#holds}. */
    default List<NavItem> tabsFor(FileFrame frame) {
        return List.of();
    }

    /** The same where a verb decides too. */
    default List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        return tabsFor(frame);
    }

    /**
     * @param count how many things there are behind an entry, as far as the reader may read them
     * @param due whether something is missing or late there
     */
    record Mark(int count, boolean due) {}

    /** What stands beside the entries of a file's navigation. Implemented as a bean; called once a page inside an actor's transaction: one statement. */
    interface Marks {

        /** By the key of an entry. */
        Map<String, Mark> of(FileFrame frame);
    }
}
