"""Which words make two tasks of one, however much else is the same."""

from typing import Final

from triage.core.twins.wording.groups import groups_of, others_by_root

KINDS: Final = others_by_root(
    groups_of("""
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        spring summer autumn winter
        north south east west
        northern southern eastern western
        morning afternoon evening
        today tomorrow yesterday
        daily weekly biweekly monthly quarterly yearly
        old new
        internal external
        upper lower
        upstairs downstairs
        left right
        inner outer
        inside outside
        front back rear
        import export
        input output
        inbound outbound
        incoming outgoing
        before after
        first last
        next last previous current
        minimum maximum
        start end
        day night
        indoor outdoor
        male female
        buyer seller
        tenant landlord
        employer employee
        mother father
        brother sister
        son daughter
        red green blue yellow black white orange purple brown pink
        gold silver bronze
        small large
        high low
        short long
        hot cold
        public private
        front-end back-end
        online offline
        domestic foreign
        breakfast lunch dinner
        junior senior
        legacy modern
        development staging production
        include exclude
        increase reduce
        include leave
    """)
)
"""The words of which a task means one and not the others."""

OPPOSITES: Final = others_by_root(
    groups_of("""
        approve reject
        approve decline
        accept decline
        accept reject
        accept refuse
        open close
        open shut
        lock unlock
        start stop
        begin end
        add remove
        add delete
        include exclude
        enable disable
        activate deactivate
        increase reduce
        increase decrease
        raise lower
        book cancel
        reserve cancel
        order cancel
        schedule cancel
        grant revoke
        give revoke
        install uninstall
        install remove
        buy sell
        buy return
        hire dismiss
        hire fire
        advance postpone
        create delete
        sign terminate
        renew terminate
        renew cancel
        join leave
        subscribe unsubscribe
        publish unpublish
        upload download
        upgrade downgrade
        merge split
        show hide
        allow forbid
        allow block
        block unblock
        push pull
        load unload
        pack unpack
        borrow lend
        expand shrink
        extend shorten
        keep discard
        keep remove
        encrypt decrypt
        archive restore
        import export
        connect disconnect
        fill empty
        freeze thaw
        attach detach
        send receive
        invite disinvite
        confirm deny
        confirm cancel
        resume pause
        continue stop
        admit exclude
        support oppose
        promote demote
        tighten loosen
        heat cool
        warm chill
        fasten unfasten
        wrap unwrap
        assemble dismantle
        build demolish
        build dismantle
        light extinguish
        widen narrow
        boost reduce
        strengthen weaken
        accelerate delay
        accelerate slow
        lengthen shorten
        enlarge reduce
        enlarge shrink
        lift lower
        cover uncover
        hang remove
        repair discard
        keep sell
        keep donate
        deposit withdraw
        refund charge
        mount dismount
        arrive depart
        maximize minimize
        praise criticize
        plug unplug
        tie untie
        fold unfold
        roll unroll
        clip unclip
        register deregister
        follow unfollow
        mute unmute
        ban allow
        accept dispute
        pay dispute
        remember forget
        recommend discourage
        store discard
        archive delete
        keep delete
        fill drain
        wet dry
        stack unstack
        appoint dismiss
    """)
)
