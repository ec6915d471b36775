// A cycle for HR, whether the reader is HR today, and of its reviews what one page shows: how many there are by state and
// due date of their own, of each department and each manager; how many stand alike in what decides whether anybody can
// move them (`standings`: graph.worklists.stuck judges); who cannot sign in; and of those that are asked for one stretch,
// overdue first, then by due date and name.
// (`due_by` names the date of each state, `held_by` has the states that the holder who is asked for holds, both with
// calibration and without, `offsets` the time zones that the engine may not know. '' and false ask for anything. Of a
// standing in which something may be amiss the first so many come as `named` says. Who is of the demo signs in by a
// click, without a password.)
// (Each part reads the reviews again: lists of them that others start from take many times the memory.)
// access: read
// params: cycle, actor, today, now, offsets, barring, unsigned, ended, living, writing, due_by, text, state, department,
//   manager, holder, held_by, overdue, unseated, page, size, named, lacking_named
// returns: one (cycle, allowed, departments, managers, standings, lacking, listed, versions, chosen_managers, jobs)
MATCH (cycle:Cycle {id: $cycle})
WITH cycle, EXISTS {
  MATCH (:Person {id: $actor})-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
} AS allowed, COLLECT {
  MATCH (one:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
  WHERE held.from <= $today AND coalesce(held.until, $today) >= $today AND coalesce(one.leaves_on, $today) >= $today
  RETURN one.id
} AS admins, toString(date(datetime({
    datetime: datetime($now), timezone: coalesce($offsets[cycle.time_zone], cycle.time_zone)
  }))) AS day_there,
  CASE WHEN cycle.calibration THEN $due_by.calibrated ELSE $due_by.plain END AS due_by,
  CASE WHEN cycle.calibration THEN $held_by.calibrated ELSE $held_by.plain END AS held_by
WITH cycle, allowed, admins, day_there, due_by, held_by, CASE
  WHEN cycle.state = 'draft' OR cycle.opens_on > day_there THEN $living
  WHEN cycle.state <> 'open' THEN $writing
  ELSE []
END AS waiting
CALL (cycle, allowed, day_there, due_by, held_by, waiting) {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed AND ($state = '' OR review.state = $state)
    AND ($text = '' OR any(one IN [person.name, person.name_zh, person.id]
      WHERE replace(toLower(coalesce(one, '')), 'ß', 'ss') CONTAINS $text))
    AND ($holder = '' OR review.state IN held_by AND NOT review.state IN waiting)
    AND (NOT $unseated OR cycle.calibration AND review.state = 'signed_off' AND NOT EXISTS {
      MATCH (session:Session)-[:COVERS]->(review)
      WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
    })
    AND ($department = '' OR $department = coalesce(head([(person)-[works:WORKS_IN]->(department:Department)
      WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]), '-'))
    AND ($manager = '' OR $manager = coalesce(head(COLLECT {
      MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager.id
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    }), '-'))
  WITH review, person, CASE
    WHEN NOT review.state IN waiting THEN coalesce(review[due_by[review.state]], cycle[due_by[review.state]])
  END AS due
  WHERE NOT $overdue OR coalesce(due < day_there, false)
  WITH review ORDER BY coalesce(due, '9999-12-31'), person.sorted, review.id
  RETURN collect(review) AS found
}
WITH cycle, allowed, admins, due_by, found,
  CASE WHEN ($page - 1) * $size < size(found) THEN $page ELSE (size(found) - 1) / $size + 1 END AS page
WITH cycle, allowed, admins, due_by, size(found) AS count, page, found[(page - 1) * $size .. page * $size] AS shown,
  COLLECT { UNWIND found AS review RETURN DISTINCT review.state } AS states
CALL (cycle, allowed) {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed AND NOT review.state IN $ended
  CALL (person) {
    RETURN person AS who
    UNION
    MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN manager AS who
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  WITH DISTINCT who
  WHERE coalesce(who.password_hash, '') = '' AND NOT coalesce(who.demo, false)
    AND coalesce(who.leaves_on, $today) >= $today
  WITH who ORDER BY who.id
  RETURN collect(who) AS lacking
}
RETURN cycle {.*} AS cycle, allowed, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed
  WITH review.state AS state, review[due_by[review.state]] AS due,
    head([(person)-[works:WORKS_IN]->(department:Department)
      WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]) AS department
  WITH state, due, department, count(*) AS reviews
  RETURN {department: department, state: state, due: due, reviews: reviews}
} AS departments, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed
  CALL (person) {
    OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN manager
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  WITH review.state AS state, review[due_by[review.state]] AS due, manager, count(*) AS reviews
  RETURN {manager: manager {.id, .name, .name_zh}, state: state, due: due, reviews: reviews}
} AS managers, COLLECT {
  MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
  WHERE allowed AND NOT review.state IN $ended
  CALL (person) {
    OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    RETURN manager
    ORDER BY line.kind, line.from DESC
    LIMIT 1
  }
  CALL (review) {
    OPTIONAL MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer:Person)
    WHERE review.state = 'challenged'
    RETURN signer
    ORDER BY sign_off.revision DESC
    LIMIT 1
  }
  WITH review, person, review.state AS state,
    NOT review.state IN $unsigned OR EXISTS { (review)-[:AT|TOWARDS]->(:Level)-[:EXPECTS]->(:Expectation) } AS asks,
    coalesce(person.leaves_on, $today) < $today AS left,
    manager IS NOT NULL AS has_manager,
    coalesce(manager.leaves_on, $today) < $today AS manager_left,
    CASE WHEN review.state = 'signed_off' THEN head(COLLECT {
      MATCH (session:Session)-[:COVERS]->(review)
      WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
      RETURN {in_session: session.state = 'in_session', facilitators: COUNT {
        MATCH (one:Person)-[:MEMBER_OF {as: 'facilitator'}]->(session)
        WHERE coalesce(one.leaves_on, $today) >= $today
      }}
    }) END AS session,
    review.state = 'challenged' AND (EXISTS {
      MATCH (review)-[appointed:ARBITER]->(one:Person)
      WHERE appointed.from <= $today AND coalesce(one.leaves_on, $today) >= $today
    } OR EXISTS {
      MATCH (signer)((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                     AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(boss:Person)
      WHERE boss.id <> person.id AND coalesce(boss.leaves_on, $today) >= $today AND NOT EXISTS {
        MATCH (review)-[:RECORDED]->(event:Event)
        WHERE event.action IN $barring AND boss.id IN [event.actor, event.on_behalf_of]
      } AND NOT EXISTS {
        MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment {party: 'manager', revision: review.revision})
          -[:WRITTEN_BY]->(boss)
      }
    }) AS arbiter,
    any(id IN admins WHERE id <> person.id) AS hr
  ORDER BY coalesce(review[due_by[state]], '9999-12-31'), person.sorted, review.id
  WITH state, asks, left, has_manager, manager_left, session.facilitators AS facilitators,
    coalesce(session.in_session, false) AS in_session, arbiter, hr, count(*) AS reviews, collect(review) AS alike
  RETURN {
    state: state, asks: asks, left: left, has_manager: has_manager, manager_left: manager_left,
    facilitators: facilitators, in_session: in_session, arbiter: arbiter, hr: hr, reviews: reviews,
    first: COLLECT {
      UNWIND alike[..$named] AS review
      WITH review
      WHERE NOT asks OR left OR NOT has_manager OR manager_left OR NOT hr OR cycle.state <> 'open'
        OR state = 'signed_off' AND coalesce(facilitators, 0) < 2 OR state = 'challenged' AND NOT arbiter
      MATCH (review)-[:ABOUT]->(person:Person)
      MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
      CALL (person) {
        OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
        WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
        RETURN manager
        ORDER BY line.kind, line.from DESC
        LIMIT 1
      }
      RETURN {
        review: review {.*}, person: person {.id, .name, .name_zh, .sorted}, manager: manager {.id, .name, .name_zh},
        level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
        department: head([(person)-[works:WORKS_IN]->(department:Department)
          WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id]),
        session: head([(session:Session)-[:COVERS]->(review)
          WHERE session.state IN ['set_up', 'pre_vote', 'in_session'] | session.id])
      }
    }
  }
} AS standings, {
  count: size(lacking),
  first: COLLECT {
    UNWIND lacking[..$lacking_named] AS who
    RETURN who {.id, .name, .name_zh, .leaves_on, .login, .email, .language, .invited_until, signs_in: false}
  }
} AS lacking, {
  count: count, page: page, states: states,
  reviews: COLLECT {
    UNWIND shown AS review
    MATCH (review)-[:ABOUT]->(person:Person)
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    CALL (person) {
      OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
      WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      RETURN manager
      ORDER BY line.kind, line.from DESC
      LIMIT 1
    }
    RETURN {
      review: review {.*}, person: person {.id, .name, .name_zh, .sorted}, manager: manager {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}},
      department: head([(person)-[works:WORKS_IN]->(department:Department)
        WHERE works.from <= $today AND coalesce(works.until, $today) >= $today | department.id])
    }
  }
} AS listed,
  COLLECT {
    UNWIND coalesce(cycle.versions, []) AS id
    MATCH (framework:Framework)-[:HAS_VERSION]->(version:FrameworkVersion {id: id})
    RETURN {
      number: version.number, name_en: framework.name_en, name_zh: framework.name_zh,
      roles: COLLECT {
        MATCH (version)-[:HAS_ROLE]->(role:Role)
        WHERE framework.id + '/' + role.key IN coalesce(cycle.in_roles, [])
        RETURN {key: framework.id + '/' + role.key, name_en: role.name_en, name_zh: role.name_zh}
      },
      levels: COLLECT {
        MATCH (version)-[:HAS_ROLE]->(:Role)-[:HAS_LEVEL]->(level:Level)
        WHERE level.key IN coalesce(cycle.in_levels, [])
        RETURN DISTINCT level {.key, .name_en, .name_zh}
      }
    }
  } AS versions,
  COLLECT {
    MATCH (manager:Person)
    WHERE manager.id IN coalesce(cycle.in_managers, [])
    RETURN manager {.id, .name, .name_zh}
  } AS chosen_managers,
  COLLECT {
    MATCH (job:Job {about: $cycle, kind: 'reviews'})
    RETURN job {
      .id, .kind, .about, .asker, .relied_on, .capacity, .state, .asked_at, .done, .of, .step, .why, .attempts, .taken_by,
      .input
    }
    ORDER BY job.asked_at DESC, job.id
    LIMIT 5
  } AS jobs
