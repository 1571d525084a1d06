# title: The lost card
VAR calm = 0
VAR angry = true
VAR name = "Ali"
VAR debt = -5
-> arrival

=== arrival ===
Good morning. I lost my card. # loud
Where do I go?
*   [Sit down, please.] -> listen
*   (sorry) I am sorry[.], madam.
    ~ calm = calm + 1
    -> listen
+   {calm > 0} Could you say that again? -> arrival
*   {not angry && calm >= 2} When was it?
    Yesterday.
    -> listen
*   -> gone

=== listen ===
= first
{calm > 1: Thank you.|Hm.}
~ calm++
*   [It is free.]
    Really?
    * *   [Really.] I see.
    * *   [Yes.]
    - -   Well then.
*   [No idea.] Bad.
    -> END
-   Anything else?
    -> second
= second
{debt < 0: You owe me {name}.}
{~Good|Fine}, {twice(2)}.
-> lend ->
<- aside
Bye<>
 now.
-> DONE

=== gone ===
{arrival.sorry: You did say sorry.}
-> END

=== lend ===
A tunnel.
->->

=== aside ===
*   Leave -> END

=== function twice(x) ===
~ return x * 2
