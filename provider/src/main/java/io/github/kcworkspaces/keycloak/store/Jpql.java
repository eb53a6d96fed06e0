package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/** A JPQL statement put together from pieces, with the parameters beside them. */
final class Jpql {

    /** How many values a statement takes in a list at most. */
    static final int CHUNK = 500;

    private final StringBuilder text;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    Jpql(String start) {
        this.text = new StringBuilder(start);
    }

    Jpql append(String piece) {
        text.append(' ').append(piece);
        return this;
    }

    Jpql with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Adds {@code and path = value} unless the value is null. */
    Jpql andEqual(String path, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        String name = "p" + parameters.size();
        return append("and " + path + " = :" + name).with(name, value);
    }

    /** Adds the condition that one of the paths contains the text, taken literally and without regard to case. */
    Jpql andFound(@Nullable String search, String... paths) {
        if (search == null || search.isEmpty()) {
            return this;
        }
        StringBuilder any = new StringBuilder();
        for (String path : paths) {
            any.append(any.isEmpty() ? "" : " or ")
                    .append("lower(")
                    .append(path)
                    .append(") like :search escape '!'");
        }
        return append("and (" + any + ")").with("search", contains(search));
    }

    /** The pattern that matches what contains the text. */
    static String contains(String search) {
        return "%" + literal(search.toLowerCase(Locale.ROOT)) + "%";
    }

    /** As a pattern, the text alone; {@code !} escapes. */
    static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    <T> List<T> list(EntityManager em, Class<T> type) {
        return detached(em, query(em, type));
    }

    <T> List<T> list(EntityManager em, Class<T> type, int max) {
        return detached(em, query(em, type).setMaxResults(max));
    }

    /** As {@link #list(EntityManager, Class, int)} of entities of ours, of which no copy is kept to see what is changed. */
    <T> List<T> readOnly(EntityManager em, Class<T> type, int max) {
        return detached(em, query(em, type).setMaxResults(max).setHint(HibernateHints.HINT_READ_ONLY, true));
    }

    <T> List<T> list(EntityManager em, Class<T> type, PageRequest page) {
        return detached(em, query(em, type).setFirstResult(page.first()).setMaxResults(page.max()));
    }

    <T> Optional<T> first(EntityManager em, Class<T> type) {
        return list(em, type, 1).stream().findFirst();
    }

    /** As {@link #first}, and locks the row until the transaction ends. */
    <T> Optional<T> lock(EntityManager em, Class<T> type) {
        TypedQuery<T> query = query(em, type).setLockMode(LockModeType.PESSIMISTIC_WRITE);
        return detached(em, query).stream().findFirst();
    }

    long count(EntityManager em) {
        return query(em, Long.class).getSingleResult();
    }

    /** Runs an update or a removal; returns how many rows it met. */
    int execute(EntityManager em) {
        Query query = em.createQuery(text.toString());
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** Stores a new row at once and forgets it. */
    static void insert(EntityManager em, Object entity) {
        em.persist(entity);
        em.flush();
        em.detach(entity);
    }

    private <T> TypedQuery<T> query(EntityManager em, Class<T> type) {
        TypedQuery<T> query = em.createQuery(text.toString(), type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static <T> List<T> detached(EntityManager em, TypedQuery<T> query) {
        List<T> rows = query.getResultList();
        for (T row : rows) {
            if (StoreEntityProvider.ENTITIES.contains(row.getClass())) {
                em.detach(row);
            }
        }
        return rows;
    }
}
