// What may wait for each of some people: own reviews, those of reports and of the reports of managers whose deputy they are,
// sessions, and HR's open cycles.
// (`standings`: of a cycle's reviews what decides whether anybody can move them, with how many stand so;
// graph.worklists.stuck judges. `may_arbitrate`: whether worklists/to_arbitrate is worth asking. `set_up`: for HR admins of
// an organisation that was set up on its page, whether there is a published framework, a cycle, and as many as `few` people
// in all and who can sign in or are invited; before the first cycle, also whether nobody lacks an invitation.)
// (`votes`: of a session in which voting is open, for each review the person can vote on (calibration/ballot) whether they
// did; of nobody else.)
// (`given_up`: for HR admins, how many mails were given up and nobody saw to since.)
// (`capacity_changes`: for HR admins, who got or lost a capacity since a moment, the newest first. `deputy_changes`: which
// deputies others named for the person, or ended, since then. `address`: the email address that is new of late, until when no link is mailed to it.)
// access: read
// params: actors, today, living, challenged, signed, signing, few, unsigned, barring, changes, deputy_changes, changes_since
// returns: many (actor, own, reports, may_arbitrate, sessions, cycles, set_up, capacity_changes, given_up,
//   deputy_changes, address)
UNWIND $actors AS actor
MATCH (me:Person {id: actor})
RETURN
  me.id AS actor,
  COLLECT {
    MATCH (me)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
    MATCH (review)-[:AT]->(level:Level)<-[:HAS_LEVEL]-(role:Role)
    OPTIONAL MATCH (me)-[line:REPORTS_TO]->(manager:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
    WITH review, cycle, level, role, manager
    ORDER BY line.kind, line.from DESC
    WITH review, cycle, level, role, head(collect(manager)) AS manager
    RETURN review {.*, cycle: cycle {.*}, person: me {.id, .name, .name_zh},
      manager: manager {.id, .name, .name_zh},
      level: level {.id, .key, .rank, .name_en, .name_zh, role: role {.slug, .name_en, .name_zh}}}
    ORDER BY cycle.opens_on DESC
  } AS own,
  COLLECT {
    CALL (me) {
      RETURN me AS boss
      UNION
      MATCH (boss:Person)-[named:DELEGATES_TO]->(me)
      WHERE named.from <= $today AND named.until >= $today AND coalesce(boss.leaves_on, $today) >= $today
      RETURN boss
    }
    MATCH (boss)<-[line:REPORTS_TO]-(person:Person)
    WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
      AND NOT (line.kind = 'line' AND EXISTS {
        MATCH (person)-[other:REPORTS_TO {kind: 'appointed'}]->(:Person)
        WHERE other.from <= $today AND coalesce(other.until, $today) >= $today
      })
      AND (boss = me OR person <> me AND NOT EXISTS {
        MATCH (me)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
                   AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(person)
      })
    MATCH (person)<-[:ABOUT]-(review:Review)-[:IN_CYCLE]->(cycle:Cycle)
    WHERE review.state IN $living
    RETURN DISTINCT review {.*, cycle: cycle {.*}, person: person {.id, .name, .name_zh, .away_until},
      in_place_of: CASE WHEN boss <> me THEN boss {.id, .name, .name_zh} END}
  } AS reports,
  EXISTS { MATCH (review:Review {state: $challenged}) }
    AND (EXISTS { (me)<-[:ARBITER]-(:Review) } OR EXISTS { (me)<-[:REPORTS_TO {kind: 'line'}]-(:Person) }) AS may_arbitrate,
  COLLECT {
    MATCH (me)-[seat:MEMBER_OF]->(session:Session)
    WHERE session.state IN ['set_up', 'pre_vote', 'in_session']
    RETURN session {.id, .name_en, .name_zh, .state, .meets_on, .meets_at, reader_is: seat.as, seated_at: seat.seated_at,
      pack: EXISTS {
        MATCH (session)<-[:OF_SESSION]-(pack:Pack {state: 'ready'})
        WHERE NOT EXISTS { MATCH (pack)-[:TAKES_IN]->(:Review)-[:ABOUT]->(me) } AND NOT EXISTS {
          MATCH (pack)-[taken:TAKES_IN]->(review:Review)
          WHERE NOT review.state IN $signed OR review.revision <> taken.revision
            OR NOT EXISTS { MATCH (session)-[:COVERS]->(review) }
        }
      },
      covered: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state <> 'cancelled' },
      signed: COUNT { MATCH (session)-[:COVERS]->(review:Review) WHERE review.state IN $signed },
      votes: COLLECT {
        MATCH (session)-[:COVERS]->(review:Review)-[:ABOUT]->(person:Person)
        WHERE session.state = 'pre_vote' AND review.state IN $signed AND person <> me
          AND NOT EXISTS {
            MATCH (person)-[line:REPORTS_TO]-(me)
            WHERE line.from <= $today AND coalesce(line.until, $today) >= $today
          }
          AND NOT EXISTS {
            MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment {party: 'manager', revision: review.revision})
            WHERE EXISTS { (assessment)-[:WRITTEN_BY]->(me) }
          }
          AND NOT EXISTS {
            MATCH (review)-[:RECORDED]->(signing:Event {action: $signing})
            WHERE me.id IN [signing.actor, signing.on_behalf_of]
          }
        RETURN EXISTS {
          MATCH (vote:Vote {id: session.id + '/' + review.id + '/' + review.revision + '/' + me.id})
          WHERE vote.value IS NOT NULL
        }
      }}
    ORDER BY session.meets_on
  } AS sessions,
  COLLECT {
    MATCH (me)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    WITH me LIMIT 1
    MATCH (cycle:Cycle)
    WHERE cycle.id > '' AND cycle.state = 'open'
    WITH cycle, COLLECT {
      MATCH (one:Person)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
      WHERE held.from <= $today AND coalesce(held.until, $today) >= $today AND coalesce(one.leaves_on, $today) >= $today
      RETURN one.id
    } AS admins
    RETURN {cycle: cycle {.*}, reviews: COUNT { MATCH (cycle)<-[:IN_CYCLE]-(:Review) }, standings: COLLECT {
      MATCH (cycle)<-[:IN_CYCLE]-(review:Review)-[:ABOUT]->(person:Person)
      WHERE NOT review.state IN ['closed', 'cancelled']
      CALL (person) {
        OPTIONAL MATCH (person)-[line:REPORTS_TO]->(manager:Person)
        WHERE line.kind IN ['appointed', 'line'] AND line.from <= $today AND coalesce(line.until, $today) >= $today
        RETURN manager
        ORDER BY line.kind, line.from DESC
        LIMIT 1
      }
      CALL (review) {
        OPTIONAL MATCH (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer:Person)
        WHERE review.state = $challenged
        RETURN signer
        ORDER BY sign_off.revision DESC
        LIMIT 1
      }
      WITH review.state AS state,
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
        review.state = $challenged AND (EXISTS {
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
      WITH state, asks, left, has_manager, manager_left, session.facilitators AS facilitators,
        coalesce(session.in_session, false) AS in_session, arbiter, hr, count(*) AS reviews
      RETURN {
        state: state, asks: asks, left: left, has_manager: has_manager, manager_left: manager_left,
        facilitators: facilitators, in_session: in_session, arbiter: arbiter, hr: hr, reviews: reviews
      }
    }}
    ORDER BY cycle.opens_on DESC
  } AS cycles,
  head(COLLECT {
    MATCH (me)-[held:HAS_CAPACITY]->(capacity:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    WITH capacity LIMIT 1
    MATCH (:Organisation {id: 'organisation'})
    RETURN {
      framework: EXISTS {
        MATCH (:Framework)-[:HAS_VERSION]->(version:FrameworkVersion)
        WHERE version.id > '' AND version.state = 'published'
      },
      people: COUNT { MATCH (person:Person) WHERE person.id > '' RETURN person LIMIT $few } = $few,
      invited: COUNT {
        MATCH (person:Person)
        WHERE person.id > '' AND (coalesce(person.password_hash, '') <> '' OR person.invitation IS NOT NULL)
        RETURN person LIMIT $few
      } = $few AND NOT EXISTS {
        MATCH (installation:Organisation {id: 'organisation'})
        WHERE NOT EXISTS { MATCH (cycle:Cycle) WHERE cycle.id > '' AND cycle.state <> 'draft' }
        WITH installation LIMIT 1
        MATCH (person:Person)
        WHERE person.id > '' AND coalesce(person.password_hash, '') = '' AND person.invitation IS NULL
          AND coalesce(person.leaves_on, $today) >= $today
      },
      cycle: EXISTS { MATCH (cycle:Cycle) WHERE cycle.id > '' AND cycle.state <> 'draft' }
    }
  }) AS set_up,
  COLLECT {
    MATCH (me)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    WITH me LIMIT 1
    MATCH (person:Person)-[:RECORDED]->(event:Event)
    WHERE event.action IN $changes AND event.at >= $changes_since
    OPTIONAL MATCH (by:Person {id: event.actor})
    WITH person, event, by ORDER BY event.at DESC, event.stream, event.seq DESC LIMIT 20
    RETURN {
      person: person {.id, .name, .name_zh}, by: by {.id, .name, .name_zh}, actor: event.actor, at: event.at,
      body: event.body, reason: head([(event)-[:SAID]->(words:Words {kind: 'reason'}) | words.text])
    }
  } AS capacity_changes,
  coalesce(head(COLLECT {
    MATCH (me)-[held:HAS_CAPACITY]->(:Capacity {id: 'hr_admin'})
    WHERE held.from <= $today AND coalesce(held.until, $today) >= $today
    WITH me LIMIT 1
    RETURN COUNT {
      MATCH (mail:Mail {state: 'failed'})
      WHERE mail.settled_at IS NULL
    }
  }), 0) AS given_up,
  COLLECT {
    MATCH (me)-[:RECORDED]->(event:Event)
    WHERE event.action IN $deputy_changes AND event.at >= $changes_since AND event.actor <> me.id
    OPTIONAL MATCH (by:Person {id: event.actor})
    OPTIONAL MATCH (event)-[:NAMED]->(deputy:Person)
    WITH event, by, deputy ORDER BY event.at DESC, event.seq DESC LIMIT 20
    RETURN {
      deputy: deputy {.id, .name, .name_zh}, by: by {.id, .name, .name_zh}, actor: event.actor, at: event.at,
      body: event.body, reason: head([(event)-[:SAID]->(words:Words {kind: 'reason'}) | words.text])
    }
  } AS deputy_changes,
  head(COLLECT {
    WITH me WHERE me.no_link_until IS NOT NULL AND coalesce(me.readdressed_by, '') <> me.id
    OPTIONAL MATCH (by:Person {id: me.readdressed_by})
    RETURN {
      email: me.email, no_link_until: me.no_link_until, changed: me.readdressed_by IS NOT NULL,
      by: by {.id, .name, .name_zh}
    }
  }) AS address
